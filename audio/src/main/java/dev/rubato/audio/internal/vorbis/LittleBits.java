package dev.rubato.audio.internal.vorbis;

/**
 * Reads bits, least significant first. Reading beyond the end raises {@link
 * IndexOutOfBoundsException}. Not safe for use by several threads.
 */
final class LittleBits {
  private final byte[] bytes;
  private long position;

  LittleBits(byte[] bytes, int firstByte) {
    this.bytes = bytes;
    this.position = 8L * firstByte;
  }

  int read(int count) {
    int value = 0;
    for (int i = 0; i < count; i++, position++) {
      if (position >= 8L * bytes.length) {
        throw new IndexOutOfBoundsException("bit " + position);
      }
      value |= (bytes[(int) (position >> 3)] >> (position & 7) & 1) << i;
    }
    return value;
  }

  void skip(long count) {
    position += count;
    if (position > 8L * bytes.length) {
      throw new IndexOutOfBoundsException("bit " + position);
    }
  }
}
