package dev.rubato.audio.internal.flac;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads bits, most significant first. Reading beyond the end raises {@link
 * IndexOutOfBoundsException}. Not safe for use by several threads.
 */
final class BitReader {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** After any alignment so many bits of a long are still valid. */
  private static final int WINDOW = 56;

  private final byte[] padded;
  private final long end;
  private long position;

  /** Makes a reader of the bytes from {@code start} to {@code end}. */
  BitReader(byte[] bytes, int start, int end) {
    this.padded = Arrays.copyOf(bytes, bytes.length + Long.BYTES);
    this.position = 8L * start;
    this.end = 8L * end;
  }

  /** The next bits as an unsigned number; at most {@link #WINDOW} of them. */
  long unsigned(int count) {
    long value = count == 0 ? 0 : window() >>> Long.SIZE - count;
    advance(count);
    return value;
  }

  /** The next bits as a number in two's complement; at most {@link #WINDOW} of them. */
  long signed(int count) {
    long value = count == 0 ? 0 : window() >> Long.SIZE - count;
    advance(count);
    return value;
  }

  /** The number of zeros before the next one; all of them are read. */
  int unary() {
    int zeros = 0;
    int run = Long.numberOfLeadingZeros(window());
    while (run >= WINDOW) {
      zeros += WINDOW;
      advance(WINDOW);
      run = Long.numberOfLeadingZeros(window());
    }
    advance(run + 1);
    return zeros + run;
  }

  private long window() {
    return (long) LONG.get(padded, (int) (position >> 3)) << (position & 7);
  }

  private void advance(int count) {
    position += count;
    if (position > end) {
      throw new IndexOutOfBoundsException("bit " + position + " of " + end);
    }
  }
}
