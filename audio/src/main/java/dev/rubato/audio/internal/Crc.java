package dev.rubato.audio.internal;

/**
 * Cyclic checksums whose bits are taken most significant first, starting at 0. Immutable; may be
 * shared between threads.
 */
public final class Crc {
  /** RFC 3533. */
  public static final Crc OGG = new Crc(32, 0x04c11db7);

  /** Header of a frame, RFC 9639. */
  public static final Crc FLAC_HEADER = new Crc(8, 0x07);

  /** Frame, RFC 9639. */
  public static final Crc FLAC_FRAME = new Crc(16, 0x8005);

  private final int width;

  /** Registers are kept in the upper bits, so that one loop serves every width. */
  private final int[] table = new int[256];

  private Crc(int width, int polynomial) {
    this.width = width;
    for (int i = 0; i < 256; i++) {
      int value = i << 24;
      for (int bit = 0; bit < 8; bit++) {
        value = value << 1 ^ (value < 0 ? polynomial << 32 - width : 0);
      }
      table[i] = value;
    }
  }

  /**
   * Continues a checksum.
   *
   * @param crc the checksum of the bytes before, 0 at the start
   */
  public int update(int crc, byte[] bytes, int offset, int length) {
    int value = crc << 32 - width;
    for (int i = offset; i < offset + length; i++) {
      value = value << 8 ^ table[(value >>> 24) ^ (bytes[i] & 0xff)];
    }
    return value >>> 32 - width;
  }
}
