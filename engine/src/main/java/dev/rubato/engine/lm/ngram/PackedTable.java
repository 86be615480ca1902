package dev.rubato.engine.lm.ngram;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Records of bit fields without gaps, little-endian. The buffer checks every access against its
 * bounds. Reading may be shared between threads; writing may not.
 */
final class PackedTable {
  /** Bytes behind the last record that a read of eight bytes at once may touch. */
  private static final int SLACK = 8;

  private final ByteBuffer data;
  private final int recordBits;

  PackedTable(ByteBuffer data, int recordBits) {
    this.data = data.order(ByteOrder.LITTLE_ENDIAN);
    this.recordBits = recordBits;
  }

  /** Bytes that a table takes. */
  static long bytes(long records, int recordBits) {
    return (records * recordBits + 7) / 8 + SLACK;
  }

  /**
   * Reads a field.
   *
   * @param offset its first bit within the record
   * @param bits its width, at most 32
   */
  int get(int record, int offset, int bits) {
    long bit = (long) record * recordBits + offset;
    long word = data.getLong((int) (bit >>> 3));
    return (int) (word >>> (bit & 7) & (1L << bits) - 1);
  }

  /** Writes a field over zeros. */
  void set(int record, int offset, int bits, int value) {
    if (bits < 32 && value >>> bits != 0) {
      throw new IllegalArgumentException("%d does not fit into %d bits".formatted(value, bits));
    }
    long bit = (long) record * recordBits + offset;
    int at = (int) (bit >>> 3);
    data.putLong(at, data.getLong(at) | (value & 0xFFFFFFFFL) << (bit & 7));
  }
}
