package dev.rubato.audio.internal.vorbis;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;

/**
 * Looks at the code books of a setup header (Vorbis I, section 3.2.1) before the library builds its
 * tables: a few bytes can declare books of gigabytes. Stateless.
 */
final class VorbisSetup {
  private static final int PREAMBLE = 7;
  private static final int BOOK_MARK = 0x564342;

  /** Values of all books together; encoders need a tenth of it. */
  private static final long MAX_VALUES = 1 << 21;

  private VorbisSetup() {}

  /** Checks the header. */
  static void check(byte[] packet) throws AudioException {
    try {
      LittleBits bits = new LittleBits(packet, PREAMBLE);
      int books = bits.read(8) + 1;
      long values = 0;
      for (int i = 0; i < books; i++) {
        values += book(bits);
        if (values > MAX_VALUES) {
          throw damaged("its code books are absurdly large", null);
        }
      }
    } catch (IndexOutOfBoundsException e) {
      throw damaged("its code books are incomplete", e);
    }
  }

  /** Reads over a book and returns the size of its table. */
  private static long book(LittleBits bits) throws AudioException {
    if (bits.read(24) != BOOK_MARK) {
      throw damaged("a code book does not begin with its mark", null);
    }
    int dimensions = bits.read(16);
    int entries = bits.read(24);
    long size = (long) entries * Math.max(1, dimensions);
    if (size > MAX_VALUES) {
      return size;
    }
    if (bits.read(1) == 1) {
      ordered(bits, entries);
    } else {
      unordered(bits, entries);
    }
    int lookup = bits.read(4);
    if (lookup > 0) {
      bits.skip(64);
      int width = bits.read(4) + 1;
      bits.skip(1);
      long count = lookup == 1 ? latticeSide(entries, dimensions) : size;
      bits.skip(count * width);
    }
    return size;
  }

  private static void ordered(LittleBits bits, int entries) {
    bits.skip(5);
    for (int entry = 0; entry < entries; ) {
      int width = 32 - Integer.numberOfLeadingZeros(entries - entry);
      entry += bits.read(width);
      // A run of no entries still took a bit, so this ends with the packet at the latest.
    }
  }

  private static void unordered(LittleBits bits, int entries) {
    boolean sparse = bits.read(1) == 1;
    for (int entry = 0; entry < entries; entry++) {
      if (!sparse || bits.read(1) == 1) {
        bits.skip(5);
      }
    }
  }

  /** The largest side whose power of the dimension is at most the number of entries. */
  private static long latticeSide(int entries, int dimensions) {
    if (dimensions == 0) {
      return 0;
    }
    long side = (long) Math.floor(Math.pow(entries, 1.0 / dimensions)) + 1;
    while (side > 0 && Math.pow(side, dimensions) > entries) {
      side--;
    }
    return side;
  }

  private static AudioException damaged(String what, Exception cause) {
    return new AudioException(Kind.DAMAGED, "the Vorbis setup header is damaged: " + what, cause);
  }
}
