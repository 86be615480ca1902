package dev.rubato.training.net;

import dev.rubato.model.EncoderConfig;

/** Which frames attend to which. Stateless; may be shared between threads. */
final class ChunkMask {
  private ChunkMask() {}

  /**
   * Values to add to attention scores.
   *
   * @param config chunk and left context
   * @param lengths valid feature frames of every utterance
   * @param frames encoder frames T, padding included
   * @param masked value where attention is not allowed
   * @return row-major {@code [B, 1, T, T]}
   */
  static float[] additive(EncoderConfig config, int[] lengths, int frames, float masked) {
    float[] mask = new float[lengths.length * frames * frames];
    for (int b = 0; b < lengths.length; b++) {
      int valid = (lengths[b] + config.stride() - 1) / config.stride();
      for (int query = 0; query < frames; query++) {
        int chunkStart = query / config.chunk() * config.chunk();
        int row = (b * frames + query) * frames;
        for (int key = 0; key < frames; key++) {
          boolean seen =
              key >= chunkStart - config.leftContext()
                  && key < chunkStart + config.chunk()
                  && key < valid;
          mask[row + key] = seen ? 0 : masked;
        }
      }
    }
    return mask;
  }
}
