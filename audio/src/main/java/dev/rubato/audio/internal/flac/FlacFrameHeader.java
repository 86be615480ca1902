package dev.rubato.audio.internal.flac;

import dev.rubato.audio.internal.Crc;
import java.util.Optional;

/**
 * The header of a frame (RFC 9639 section 9.1).
 *
 * @param variable whether blocks differ in size; then frames are numbered by their first sample
 * @param number of the frame or of its first sample
 * @param blockSize samples of each channel
 * @param assignment up to 7: one less than the number of independent channels; then left and
 *     difference, difference and right, mean and difference
 * @param bits bits per sample, 0 if the stream information says it
 * @param bytes length of the header
 */
record FlacFrameHeader(
    boolean variable, long number, int blockSize, int assignment, int bits, int bytes) {
  /** The longest header. */
  static final int MAX_BYTES = 16;

  private static final int SHORTEST = 6;
  private static final int[] BITS = {0, 8, 12, -1, 16, 20, 24, 32};

  /** Reads the header that begins at {@code at}; there are bytes up to {@code end}. */
  static Optional<FlacFrameHeader> parse(byte[] bytes, int at, int end) {
    if (end - at < SHORTEST || bytes[at] != (byte) 0xff || (bytes[at + 1] & 0xfe) != 0xf8) {
      return Optional.empty();
    }
    int sizeCode = bytes[at + 2] >> 4 & 15;
    int rateCode = bytes[at + 2] & 15;
    int assignment = bytes[at + 3] >> 4 & 15;
    int bits = BITS[bytes[at + 3] >> 1 & 7];
    int numberBytes = numberBytes(bytes[at + 4]);
    int sizeBytes = sizeCode == 6 ? 1 : sizeCode == 7 ? 2 : 0;
    int rateBytes = rateCode == 12 ? 1 : rateCode == 13 || rateCode == 14 ? 2 : 0;
    int length = 4 + numberBytes + sizeBytes + rateBytes + 1;
    boolean reserved =
        sizeCode == 0
            || rateCode == 15
            || assignment > 10
            || bits < 0
            || (bytes[at + 3] & 1) != 0
            || numberBytes == 0;
    if (reserved || end - at < length || Crc.FLAC_HEADER.update(0, bytes, at, length) != 0) {
      return Optional.empty();
    }
    return Optional.of(
        new FlacFrameHeader(
            (bytes[at + 1] & 1) != 0,
            number(bytes, at + 4, numberBytes),
            blockSize(bytes, at + 4 + numberBytes, sizeCode),
            assignment,
            bits,
            length));
  }

  /** Whether a frame with this header comes right after the given one. */
  boolean follows(FlacFrameHeader before) {
    long expected = before.number + (variable ? before.blockSize : 1);
    return variable == before.variable && channels() == before.channels() && number == expected;
  }

  /** Number of channels. */
  int channels() {
    return assignment < 8 ? assignment + 1 : 2;
  }

  private static int blockSize(byte[] bytes, int at, int code) {
    return switch (code) {
      case 1 -> 192;
      case 2, 3, 4, 5 -> 576 << code - 2;
      case 6 -> (bytes[at] & 0xff) + 1;
      case 7 -> ((bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff) + 1;
      default -> 256 << code - 8;
    };
  }

  /** Length of a number coded as UTF-8 codes characters, extended to 36 bits; 0 if it is none. */
  private static int numberBytes(byte first) {
    int ones = Integer.numberOfLeadingZeros(~(first << 24));
    return ones == 0 ? 1 : ones == 1 || ones > 7 ? 0 : ones;
  }

  private static long number(byte[] bytes, int at, int length) {
    long value = length == 1 ? bytes[at] : bytes[at] & 0x7f >> length;
    for (int i = 1; i < length; i++) {
      value = value << 6 | (bytes[at + i] & 0x3f);
    }
    return value;
  }
}
