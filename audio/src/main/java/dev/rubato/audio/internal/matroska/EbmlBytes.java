package dev.rubato.audio.internal.matroska;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads numbers and elements (RFC 8794) from a complete piece of a file. Not safe for use by
 * several threads.
 */
final class EbmlBytes {
  /** The size of an element whose end is not known. */
  static final long UNKNOWN = Long.MAX_VALUE;

  private final byte[] bytes;
  private final int end;
  private int at;

  EbmlBytes(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  boolean hasMore() {
    return at < end;
  }

  int remaining() {
    return end - at;
  }

  int u8() throws AudioException {
    need(1);
    return bytes[at++] & 0xff;
  }

  /** Length in bytes of a variable number that begins so; 9 if it is none. */
  static int numberBytes(int first) {
    return Integer.numberOfLeadingZeros(first << 24 | 1 << 23) + 1;
  }

  /** A variable number without its length mark; {@link #UNKNOWN} if all bits are set. */
  long number() throws AudioException {
    int length = numberBytes(u8());
    at--;
    if (length > 8) {
      throw damaged();
    }
    need(length);
    long value = u8() & (0xff >> length);
    boolean ones = value == 0xff >> length;
    for (int i = 1; i < length; i++) {
      int next = u8();
      ones &= next == 0xff;
      value = value << 8 | next;
    }
    return ones ? UNKNOWN : value;
  }

  /** The identifier of an element, with its length mark. */
  int identifier() throws AudioException {
    int length = numberBytes(u8());
    at--;
    if (length > 4) {
      throw damaged();
    }
    need(length);
    int value = 0;
    for (int i = 0; i < length; i++) {
      value = value << 8 | u8();
    }
    return value;
  }

  /** The content of an element, whose size comes next. */
  EbmlBytes content() throws AudioException {
    long size = number();
    if (size > remaining()) {
      throw damaged();
    }
    EbmlBytes content = new EbmlBytes(bytes, at, at + (int) size);
    at += (int) size;
    return content;
  }

  /** All that remains, as an unsigned number. */
  long unsigned() throws AudioException {
    if (remaining() > 8) {
      throw damaged();
    }
    long value = 0;
    while (hasMore()) {
      value = value << 8 | u8();
    }
    return value;
  }

  /** All that remains, as a signed number. */
  long signed() throws AudioException {
    int bits = 8 * remaining();
    return bits == 0 ? 0 : unsigned() << 64 - bits >> 64 - bits;
  }

  /** All that remains, as a floating-point number. */
  double real() throws AudioException {
    return switch (remaining()) {
      case 0 -> 0;
      case 4 -> ByteBuffer.wrap(bytes, at, 4).getFloat();
      case 8 -> ByteBuffer.wrap(bytes, at, 8).getDouble();
      default -> throw damaged();
    };
  }

  /** All that remains. */
  byte[] rest() throws AudioException {
    return take(remaining());
  }

  /** All that remains, as text. */
  String text() throws AudioException {
    return new String(rest(), StandardCharsets.US_ASCII)
        .replace("\0", "")
        .replaceAll("[^ -~]", "?");
  }

  byte[] take(int length) throws AudioException {
    need(length);
    byte[] taken = Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return taken;
  }

  private void need(int length) throws AudioException {
    if (length < 0 || length > remaining()) {
      throw damaged();
    }
  }

  static AudioException damaged() {
    return new AudioException(Kind.DAMAGED, "the WebM/Matroska structure is damaged");
  }
}
