package dev.rubato.audio;

/**
 * Takes blocks of mono samples as they are decoded. Called by the thread that feeds the decoder.
 */
@FunctionalInterface
public interface SampleSink {

  /**
   * Takes the next samples.
   *
   * @param samples 16 kHz samples in [-1, 1]; the array is reused after the call
   * @param length number of valid samples, from index 0
   */
  void accept(float[] samples, int length);
}
