package dev.rubato.audio.internal.flac;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.internal.ByteQueue;
import dev.rubato.audio.internal.PcmSink;

/**
 * The STREAMINFO block (RFC 9639 section 8.2).
 *
 * @param sampleRate Hz
 * @param channels number of channels
 * @param bits bits per sample
 * @param samples samples of each channel, 0 if unknown
 */
public record FlacStreamInfo(int sampleRate, int channels, int bits, long samples) {
  /** Bytes of the block. */
  public static final int BYTES = 34;

  /**
   * Reads the block and checks the limits.
   *
   * @param at index of its first waiting byte
   */
  public static FlacStreamInfo parse(ByteQueue input, int at, PcmSink sink) throws AudioException {
    long packed = Integer.toUnsignedLong(input.tag(at + 10));
    int sampleRate = (int) (packed >> 12);
    int channels = (int) (packed >> 9 & 7) + 1;
    int bits = (int) (packed >> 4 & 31) + 1;
    long samples = (packed & 15) << 32 | Integer.toUnsignedLong(input.tag(at + 14));
    sink.checkLimits(sampleRate, channels);
    return new FlacStreamInfo(sampleRate, channels, bits, samples);
  }
}
