package dev.rubato.audio;

/**
 * Takes blocks of samples of several channels as they are decoded. Called by the thread that feeds
 * the decoder.
 */
@FunctionalInterface
public interface ChannelSink {

  /**
   * Takes the next samples of every channel.
   *
   * @param channels 16 kHz samples in [-1, 1], {@code [channels, at least length]}; the arrays are
   *     reused after the call
   * @param length number of valid samples of each channel, from index 0
   */
  void accept(float[][] channels, int length);
}
