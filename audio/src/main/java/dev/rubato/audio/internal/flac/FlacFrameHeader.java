package dev.rubato.audio.internal.flac;

import dev.rubato.audio.internal.ByteQueue;
import dev.rubato.audio.internal.Crc;
import java.util.Optional;

/**
 * The header of a frame (RFC 9639 section 9.1), as far as splitting needs it.
 *
 * @param variable whether blocks differ in size; then frames are numbered by their first sample
 * @param number of the frame or of its first sample
 * @param blockSize samples of each channel
 * @param channels number of channels
 * @param bytes length of the header
 */
record FlacFrameHeader(boolean variable, long number, int blockSize, int channels, int bytes) {
  /** The longest header. */
  static final int MAX_BYTES = 16;

  /** Reads the header whose first byte is number {@code at} of those waiting. */
  static Optional<FlacFrameHeader> parse(ByteQueue input, int at) {
    int available = input.available() - at;
    if (available < 6 || input.u8(at) != 0xff || (input.u8(at + 1) & 0xfe) != 0xf8) {
      return Optional.empty();
    }
    int sizeCode = input.u8(at + 2) >> 4;
    int rateCode = input.u8(at + 2) & 15;
    int assignment = input.u8(at + 3) >> 4;
    int bitsCode = input.u8(at + 3) >> 1 & 7;
    int numberBytes = numberBytes(input.u8(at + 4));
    int sizeBytes = sizeCode == 6 ? 1 : sizeCode == 7 ? 2 : 0;
    int rateBytes = rateCode == 12 ? 1 : rateCode == 13 || rateCode == 14 ? 2 : 0;
    int bytes = 4 + numberBytes + sizeBytes + rateBytes + 1;
    boolean reserved =
        sizeCode == 0
            || rateCode == 15
            || assignment > 10
            || bitsCode == 3
            || (input.u8(at + 3) & 1) != 0
            || numberBytes == 0;
    if (reserved || available < bytes || !checksumHolds(input, at, bytes)) {
      return Optional.empty();
    }
    return Optional.of(
        new FlacFrameHeader(
            (input.u8(at + 1) & 1) != 0,
            number(input, at + 4, numberBytes),
            blockSize(input, at + 4 + numberBytes, sizeCode),
            assignment < 8 ? assignment + 1 : 2,
            bytes));
  }

  /** Whether a frame with this header comes right after the given one. */
  boolean follows(FlacFrameHeader before) {
    long expected = before.number + (variable ? before.blockSize : 1);
    return variable == before.variable && channels == before.channels && number == expected;
  }

  private static int blockSize(ByteQueue input, int at, int code) {
    return switch (code) {
      case 1 -> 192;
      case 2, 3, 4, 5 -> 576 << code - 2;
      case 6 -> input.u8(at) + 1;
      case 7 -> (input.u8(at) << 8 | input.u8(at + 1)) + 1;
      default -> 256 << code - 8;
    };
  }

  /** Length of a number coded as UTF-8 codes characters, extended to 36 bits; 0 if it is none. */
  private static int numberBytes(int first) {
    int ones = Integer.numberOfLeadingZeros(~(first << 24));
    return ones == 0 ? 1 : ones == 1 || ones > 7 ? 0 : ones;
  }

  private static long number(ByteQueue input, int at, int bytes) {
    long value = bytes == 1 ? input.u8(at) : input.u8(at) & (0x7f >> bytes);
    for (int i = 1; i < bytes; i++) {
      value = value << 6 | (input.u8(at + i) & 0x3f);
    }
    return value;
  }

  private static boolean checksumHolds(ByteQueue input, int at, int bytes) {
    return Crc.FLAC_HEADER.update(0, input.array(), input.start() + at, bytes) == 0;
  }
}
