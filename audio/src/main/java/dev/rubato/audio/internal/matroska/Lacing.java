package dev.rubato.audio.internal.matroska;

import dev.rubato.audio.AudioException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How several frames share a block (RFC 9559 section 10.3). Stateless. */
final class Lacing {
  private static final int NONE = 0;
  private static final int XIPH = 1;
  private static final int FIXED = 2;

  private Lacing() {}

  /**
   * Takes the frames of a block.
   *
   * @param kind the two bits of the block's flags
   */
  static List<byte[]> frames(EbmlBytes block, int kind) throws AudioException {
    if (kind == NONE) {
      return List.of(block.rest());
    }
    int count = block.u8() + 1;
    int[] lengths = lengths(block, kind, count);
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < count - 1; i++) {
      frames.add(block.take(lengths[i]));
    }
    frames.add(kind == FIXED ? block.take(lengths[count - 1]) : block.rest());
    return frames;
  }

  private static int[] lengths(EbmlBytes block, int kind, int count) throws AudioException {
    int[] lengths = new int[count];
    if (kind == FIXED) {
      Arrays.fill(lengths, block.remaining() / count);
    } else if (kind == XIPH) {
      for (int i = 0; i < count - 1; i++) {
        lengths[i] = xiphLength(block);
      }
    } else {
      ebmlLengths(block, lengths);
    }
    return lengths;
  }

  /** Bytes of 255 are added up until a smaller one ends the number. */
  static int xiphLength(EbmlBytes bytes) throws AudioException {
    int length = 0;
    int next = 255;
    while (next == 255) {
      next = bytes.u8();
      length += next;
    }
    return length;
  }

  /** The first length, then differences, which are shifted to be positive. */
  private static void ebmlLengths(EbmlBytes block, int[] lengths) throws AudioException {
    long length = 0;
    for (int i = 0; i < lengths.length - 1; i++) {
      int before = block.remaining();
      long value = block.number();
      int bits = 7 * (before - block.remaining());
      length = i == 0 ? value : length + value - ((1L << bits - 1) - 1);
      if (length < 0 || length > block.remaining()) {
        throw EbmlBytes.damaged();
      }
      lengths[i] = (int) length;
    }
  }
}
