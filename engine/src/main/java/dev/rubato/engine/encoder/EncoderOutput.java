package dev.rubato.engine.encoder;

/**
 * What the encoder said about a span of valid frames. The arrays are not copied: whoever made them
 * must not change them afterwards. May be shared between threads.
 *
 * @param frames number of valid encoder frames T
 * @param symbols size of the vocabulary V
 * @param logProbs natural logarithms of the symbols' probabilities, row-major {@code [T, V]}
 * @param modules number of adaptive modules A, 0 for a dense model
 * @param learners learners that each module ran, row-major {@code [T, A]}
 */
@SuppressWarnings("ArrayRecordComponent") // a span of a tensor; copies would double the traffic
public record EncoderOutput(
    int frames, int symbols, float[] logProbs, int modules, long[] learners) {

  /** Checks that the sizes agree. */
  public EncoderOutput {
    if (logProbs.length != frames * symbols || learners.length != frames * modules) {
      throw new IllegalArgumentException(
          "%d frames of %d symbols and %d modules do not fit %d and %d values"
              .formatted(frames, symbols, modules, logProbs.length, learners.length));
    }
  }
}
