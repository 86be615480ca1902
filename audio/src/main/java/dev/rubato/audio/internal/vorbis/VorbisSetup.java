package dev.rubato.audio.internal.vorbis;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;

/**
 * Looks through a setup header (Vorbis I, section 4.2.4) before the library builds its tables: a
 * few bytes can declare gigabytes. Not safe for use by several threads.
 */
final class VorbisSetup {
  /** Packet type and name. */
  private static final int PREAMBLE = 7;

  /** Values of all code books together; encoders need a tenth of it. */
  private static final long MAX_VALUES = 1 << 21;

  /** Longest block, samples. */
  private static final int MAX_BLOCK = 8_192;

  private final LittleBits bits;
  private final int channels;
  private CodeBook[] books = new CodeBook[0];

  private VorbisSetup(byte[] packet, int channels) {
    this.bits = new LittleBits(packet, PREAMBLE);
    this.channels = channels;
  }

  /** Checks the header. */
  static void check(byte[] packet, int channels) throws AudioException {
    try {
      new VorbisSetup(packet, channels).check();
    } catch (IndexOutOfBoundsException e) {
      throw damaged("it is incomplete", e);
    }
  }

  private void check() throws AudioException {
    codeBooks();
    int times = bits.read(6) + 1;
    bits.skip(16L * times);
    int floors = bits.read(6) + 1;
    for (int i = 0; i < floors; i++) {
      floor();
    }
    int residues = bits.read(6) + 1;
    for (int i = 0; i < residues; i++) {
      residue();
    }
  }

  private void codeBooks() throws AudioException {
    books = new CodeBook[bits.read(8) + 1];
    long values = 0;
    for (int i = 0; i < books.length; i++) {
      books[i] = CodeBook.read(bits);
      values += books[i].values();
      if (values > MAX_VALUES) {
        throw damaged("its code books are absurdly large", null);
      }
      books[i].readOver(bits);
    }
  }

  private void floor() throws AudioException {
    int type = bits.read(16);
    switch (type) {
      case 0 -> {
        bits.skip(8 + 16 + 16 + 6 + 8);
        bits.skip(8L * (bits.read(4) + 1));
      }
      case 1 -> floorOfLines();
      default -> throw damaged("floor type " + type, null);
    }
  }

  private void floorOfLines() {
    int[] classes = new int[bits.read(5)];
    int most = -1;
    for (int i = 0; i < classes.length; i++) {
      classes[i] = bits.read(4);
      most = Math.max(most, classes[i]);
    }
    int[] dimensions = new int[most + 1];
    for (int i = 0; i <= most; i++) {
      dimensions[i] = bits.read(3) + 1;
      int subclasses = bits.read(2);
      bits.skip(subclasses > 0 ? 8 : 0);
      bits.skip(8L << subclasses);
    }
    bits.skip(2);
    int rangeBits = bits.read(4);
    for (int partition : classes) {
      bits.skip((long) dimensions[partition] * rangeBits);
    }
  }

  private void residue() throws AudioException {
    int type = bits.read(16);
    int begin = bits.read(24);
    int end = bits.read(24);
    bits.skip(24);
    int classifications = bits.read(6) + 1;
    int book = bits.read(8);
    if (type > 2 || begin > end || end > MAX_BLOCK / 2 * channels) {
      throw damaged("residue of type %d from %d to %d".formatted(type, begin, end), null);
    }
    if (book >= books.length || !books[book].holds(classifications)) {
      throw damaged("a residue has more classes than its code book has entries", null);
    }
    int cascades = 0;
    for (int i = 0; i < classifications; i++) {
      cascades += Integer.bitCount(bits.read(3));
      cascades += bits.read(1) == 1 ? Integer.bitCount(bits.read(5)) : 0;
    }
    bits.skip(8L * cascades);
  }

  static AudioException damaged(String what, Exception cause) {
    return new AudioException(Kind.DAMAGED, "the Vorbis setup header is damaged: " + what, cause);
  }
}
