package dev.rubato.audio.internal.vorbis;

import dev.rubato.audio.AudioException;

/**
 * The dimensions of a code book (Vorbis I, section 3.2.1). Immutable; may be shared between
 * threads.
 *
 * @param dimensions values of an entry
 * @param entries number of code words
 */
record CodeBook(int dimensions, int entries) {
  private static final int MARK = 0x564342;

  /** Reads the begin of a book. */
  static CodeBook read(LittleBits bits) throws AudioException {
    if (bits.read(24) != MARK) {
      throw VorbisSetup.damaged("a code book does not begin with its mark", null);
    }
    return new CodeBook(bits.read(16), bits.read(24));
  }

  /** Size of the table that a decoder builds. */
  long values() {
    return (long) entries * Math.max(1, dimensions);
  }

  /** Whether an entry can hold a class for each of its dimensions. */
  boolean holds(int classes) {
    return dimensions > 0 && Math.pow(classes, dimensions) <= entries;
  }

  /** Reads over the rest of the book. */
  void readOver(LittleBits bits) {
    if (bits.read(1) == 1) {
      readOverRuns(bits);
    } else {
      readOverLengths(bits);
    }
    int lookup = bits.read(4);
    if (lookup > 0) {
      bits.skip(64);
      int width = bits.read(4) + 1;
      bits.skip(1);
      bits.skip((lookup == 1 ? latticeSide() : values()) * width);
    }
  }

  private void readOverRuns(LittleBits bits) {
    bits.skip(5);
    int entry = 0;
    while (entry < entries) {
      // A run of no entries still takes a bit, so this ends with the packet at the latest.
      entry += bits.read(Integer.SIZE - Integer.numberOfLeadingZeros(entries - entry));
    }
  }

  private void readOverLengths(LittleBits bits) {
    boolean sparse = bits.read(1) == 1;
    for (int entry = 0; entry < entries; entry++) {
      if (!sparse || bits.read(1) == 1) {
        bits.skip(5);
      }
    }
  }

  /** The largest side whose power of the dimension is at most the number of entries. */
  private long latticeSide() {
    if (dimensions == 0) {
      return 0;
    }
    long side = (long) Math.floor(Math.pow(entries, 1.0 / dimensions)) + 1;
    while (side > 0 && Math.pow(side, dimensions) > entries) {
      side--;
    }
    return side;
  }
}
