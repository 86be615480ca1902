package dev.rubato.audio.internal.ogg;

/** The checksum of RFC 3533: polynomial 0x04C11DB7, not reflected, starting at 0. Stateless. */
final class OggCrc {
  private static final int[] TABLE = table();

  private OggCrc() {}

  /** Continues a checksum. */
  static int update(int crc, byte[] bytes, int offset, int length) {
    int value = crc;
    for (int i = offset; i < offset + length; i++) {
      value = value << 8 ^ TABLE[value >>> 24 ^ bytes[i] & 0xff];
    }
    return value;
  }

  private static int[] table() {
    int[] table = new int[256];
    for (int i = 0; i < 256; i++) {
      int value = i << 24;
      for (int bit = 0; bit < 8; bit++) {
        value = value << 1 ^ (value < 0 ? 0x04c11db7 : 0);
      }
      table[i] = value;
    }
    return table;
  }
}
