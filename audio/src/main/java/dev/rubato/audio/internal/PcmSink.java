package dev.rubato.audio.internal;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioFormat;

/** Where container decoders put what they find. Not safe for use by several threads. */
public interface PcmSink {

  /**
   * Checks figures of a header before anything is allocated for them; {@link #begin} does so, too.
   */
  void checkLimits(long sampleRate, long channels) throws AudioException;

  /**
   * A recording, or the next link of a chained one, begins.
   *
   * @param format what was found; checked against the limits
   * @param sampleRate rate of the samples that will follow, Hz (a codec may decode at another rate
   *     than the format states)
   */
  void begin(AudioFormat format, int sampleRate) throws AudioException;

  /**
   * The next samples.
   *
   * @param channels {@code [channels, at least offset + length]}; not kept
   * @param offset index of the first sample
   * @param length number of samples of each channel
   */
  void accept(float[][] channels, int offset, int length) throws AudioException;

  /** Something was wrong, but decoding goes on. */
  void note(String message);

  /** Time decoded so far, seconds. */
  double seconds();
}
