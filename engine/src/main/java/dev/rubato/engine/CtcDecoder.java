package dev.rubato.engine;

import java.util.List;

/**
 * Turns the log-probabilities of one stream into words, frame by frame. The words depend on the
 * frames alone, never on how they were cut into calls. Frames are numbered from the start of the
 * stream, the first is 0. Not safe for use by several threads at once.
 */
public interface CtcDecoder {

  /**
   * Takes the next frames.
   *
   * @param logProbs natural logarithms, row-major {@code [frames, V]}; may be longer, the rest is
   *     not read; not kept
   * @param frames number of frames to take
   */
  void accept(float[] logProbs, int frames);

  /** The best words of the current utterance so far, oldest first; later frames may revise them. */
  List<Word> words();

  /**
   * Ends the current utterance and starts the next one.
   *
   * @param nextFrame number of the frame that the next {@link #accept} starts with
   * @return the final words of the utterance, oldest first
   */
  List<Word> finish(long nextFrame);
}
