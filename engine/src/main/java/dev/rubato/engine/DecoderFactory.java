package dev.rubato.engine;

import dev.rubato.model.Vocabulary;

/** Makes a decoder for every stream. May be shared between threads. */
@FunctionalInterface
public interface DecoderFactory {

  /** The best path: the most probable symbol of every frame. */
  DecoderFactory GREEDY = GreedyDecoder::new;

  /**
   * Makes a decoder at the start of a stream.
   *
   * @param vocabulary the symbols of the log-probabilities
   * @param clock turns frame numbers into the times of words
   */
  CtcDecoder create(Vocabulary vocabulary, FrameClock clock);
}
