package dev.rubato.audio.internal.flac;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;
import dev.rubato.audio.internal.ByteQueue;
import dev.rubato.audio.internal.PcmSink;

/**
 * The STREAMINFO block (RFC 9639 section 8.2).
 *
 * @param sampleRate Hz
 * @param channels number of channels
 * @param bits bits per sample
 * @param samples samples of each channel, 0 if unknown
 * @param block the 34 bytes
 */
public record FlacStreamInfo(int sampleRate, int channels, int bits, long samples, byte[] block) {
  /** Bytes of the block. */
  public static final int BYTES = 34;

  /** The library computes with 32-bit integers, and a difference of channels needs one bit more. */
  private static final int MAX_BITS = 24;

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
    if (bits < 4 || bits > MAX_BITS) {
      throw new AudioException(
          Kind.UNSUPPORTED,
          "the FLAC header states %d bits per sample; 4 to 24 are supported".formatted(bits));
    }
    return new FlacStreamInfo(sampleRate, channels, bits, samples, input.copy(at, BYTES));
  }
}
