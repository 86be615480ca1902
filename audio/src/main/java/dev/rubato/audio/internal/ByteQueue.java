package dev.rubato.audio.internal;

import java.util.Arrays;

/**
 * Bytes that arrived and were not yet parsed. Parsers look at {@link #array()} from {@link
 * #start()} on and drop what they have understood; they wait until enough is {@link #available()},
 * so that nothing depends on how the bytes were cut. Not safe for use by several threads.
 */
public final class ByteQueue {
  private byte[] bytes = new byte[1024];
  private int start;
  private int end;
  private long consumed;

  /** Adds bytes at the end. */
  public void append(byte[] source, int offset, int length) {
    if (end + length > bytes.length) {
      int held = end - start;
      byte[] target = bytes;
      if (held + length > bytes.length) {
        target = new byte[Math.max(held + length, 2 * bytes.length)];
      }
      System.arraycopy(bytes, start, target, 0, held);
      bytes = target;
      start = 0;
      end = held;
    }
    System.arraycopy(source, offset, bytes, end, length);
    end += length;
  }

  /** Number of bytes that wait. */
  public int available() {
    return end - start;
  }

  /** Number of bytes dropped so far: the position of {@link #start()} in the recording. */
  public long consumed() {
    return consumed;
  }

  /** The backing array; valid until the next {@link #append}. */
  public byte[] array() {
    return bytes;
  }

  /** Index of the first waiting byte in {@link #array()}. */
  public int start() {
    return start;
  }

  /** The waiting byte number {@code index}, 0 to 255. */
  public int u8(int index) {
    return bytes[start + index] & 0xff;
  }

  /** Two waiting bytes from {@code index} on, little-endian. */
  public int u16(int index) {
    return u8(index) | u8(index + 1) << 8;
  }

  /** Four waiting bytes from {@code index} on, little-endian. */
  public long u32(int index) {
    return u16(index) | (long) u16(index + 2) << 16;
  }

  /** Eight waiting bytes from {@code index} on, little-endian. */
  public long s64(int index) {
    return u32(index) | u32(index + 4) << 32;
  }

  /** Four waiting bytes from {@code index} on, big-endian: for comparing with a tag. */
  public int tag(int index) {
    return u8(index) << 24 | u8(index + 1) << 16 | u8(index + 2) << 8 | u8(index + 3);
  }

  /** Copies waiting bytes from {@code index} on. */
  public byte[] copy(int index, int length) {
    return Arrays.copyOfRange(bytes, start + index, start + index + length);
  }

  /** Drops the first waiting bytes. */
  public void drop(int length) {
    if (length < 0 || length > available()) {
      throw new IllegalArgumentException("cannot drop " + length + " of " + available() + " bytes");
    }
    start += length;
    consumed += length;
    if (start == end) {
      start = 0;
      end = 0;
    }
  }
}
