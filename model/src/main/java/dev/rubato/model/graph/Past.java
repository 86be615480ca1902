package dev.rubato.model.graph;

import dev.rubato.model.onnx.Value;

/** Where the frames before a run come from: the only difference between the two graphs. */
interface Past {
  /** Encoder frames of the streams before this run, int64 {@code [S, 1]} or {@code [1, 1]}. */
  Value position();

  /**
   * Puts the remembered frames before the frames of this run.
   *
   * @param cache name of the cache, {@link EncoderGraph.Cache#input()}
   * @param frames how many frames are remembered; 0 changes nothing
   * @param present {@code [S, T, width]}
   * @return {@code [S, frames + T, width]}
   */
  Value prepend(String cache, int frames, Value present);
}
