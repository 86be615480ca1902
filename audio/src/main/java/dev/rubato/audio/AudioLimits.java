package dev.rubato.audio;

import dev.rubato.audio.AudioException.Kind;
import java.time.Duration;

/**
 * What a recording may ask of the machine. Limits are checked as soon as a header states a figure,
 * before anything is allocated for it. Immutable; may be shared between threads.
 *
 * @param maxChannels most channels
 * @param minSampleRate lowest sample rate, Hz
 * @param maxSampleRate highest sample rate, Hz
 * @param maxDuration longest recording
 */
public record AudioLimits(
    int maxChannels, int minSampleRate, int maxSampleRate, Duration maxDuration) {

  /** 32 channels, 1 kHz to 768 kHz, 24 hours: wide enough for every ordinary recording. */
  public static final AudioLimits DEFAULT =
      new AudioLimits(32, 1_000, 768_000, Duration.ofHours(24));

  /** Validates every field; the message names the field and the permitted values. */
  public AudioLimits {
    if (maxChannels < 1 || maxChannels > 255) {
      throw new IllegalArgumentException("maxChannels must be in 1..255, but is " + maxChannels);
    }
    if (minSampleRate < 1_000 || maxSampleRate < minSampleRate || maxSampleRate > 1_536_000) {
      throw new IllegalArgumentException(
          "sample rates must satisfy 1000 <= minSampleRate <= maxSampleRate <= 1536000, but are "
              + minSampleRate
              + " and "
              + maxSampleRate);
    }
    if (maxDuration.isNegative() || maxDuration.isZero() || maxDuration.toDays() > 365) {
      throw new IllegalArgumentException(
          "maxDuration must be positive and at most 365 days, but is " + maxDuration);
    }
  }

  /**
   * Checks the figures of a header.
   *
   * @param sampleRate as stated, Hz; any value
   * @param channels as stated; any value
   * @throws AudioException naming the figure and the permitted values
   */
  public void check(long sampleRate, long channels) throws AudioException {
    if (channels < 1) {
      throw new AudioException(
          Kind.DAMAGED, "%d channels are declared; there must be at least one".formatted(channels));
    }
    if (channels > maxChannels) {
      throw new AudioException(
          Kind.LIMIT,
          "%d channels are declared; at most %d are accepted".formatted(channels, maxChannels));
    }
    if (sampleRate < minSampleRate || sampleRate > maxSampleRate) {
      throw new AudioException(
          sampleRate < 1 ? Kind.DAMAGED : Kind.LIMIT,
          "a sample rate of %d Hz is declared; %d to %d Hz are accepted"
              .formatted(sampleRate, minSampleRate, maxSampleRate));
    }
  }
}
