package dev.rubato.engine.lm.ngram;

import java.util.Arrays;

/**
 * At most {@code 2^bits} values that stand for many: the quantiser of probabilities and backing-off
 * weights. Values are first cut into groups of equal size, as Whittaker and Raj (2001) do for
 * n-gram models, then improved by Lloyd's algorithm. Zero is kept exactly, since a weight of zero
 * says that nothing extends a context. Immutable; may be shared between threads.
 */
final class Codebook {
  private static final int ROUNDS = 20;

  private final float[] values;

  private Codebook(float[] values) {
    this.values = values;
  }

  /**
   * Makes the best book for some values.
   *
   * @param bits log2 of the number of entries, from 1 to 16
   * @param sample the values; sorted by this call
   */
  static Codebook of(int bits, float[] sample) {
    int size = 1 << bits;
    Arrays.sort(sample);
    float[] distinct = distinct(sample, size);
    if (distinct.length <= size) {
      // Unused entries repeat the last value, so that every book is full and sorted.
      float[] values = Arrays.copyOf(distinct, size);
      float last = distinct.length == 0 ? 0 : distinct[distinct.length - 1];
      Arrays.fill(values, distinct.length, size, last);
      return new Codebook(values);
    }
    float[] others = withoutZeros(sample);
    if (others.length == sample.length) {
      return new Codebook(improve(sample, equalGroups(sample, size)));
    }
    float[] values = Arrays.copyOf(improve(others, equalGroups(others, size - 1)), size);
    values[size - 1] = 0;
    Arrays.sort(values);
    return new Codebook(values);
  }

  /** The distinct values; if there are more than {@code size}, the first {@code size + 1}. */
  private static float[] distinct(float[] sorted, int size) {
    float[] distinct = new float[size + 1];
    int count = 0;
    for (int i = 0; i < sorted.length && count <= size; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        distinct[count++] = sorted[i];
      }
    }
    return Arrays.copyOf(distinct, count);
  }

  private static float[] withoutZeros(float[] values) {
    float[] others = new float[values.length];
    int count = 0;
    for (float value : values) {
      if (value != 0) {
        others[count++] = value;
      }
    }
    return Arrays.copyOf(others, count);
  }

  private static float[] equalGroups(float[] sorted, int size) {
    float[] values = new float[size];
    for (int group = 0; group < size; group++) {
      int begin = (int) ((long) sorted.length * group / size);
      int end = (int) ((long) sorted.length * (group + 1) / size);
      values[group] = mean(sorted, begin, end, sorted[begin]);
    }
    return values;
  }

  private static float[] improve(float[] sorted, float[] values) {
    for (int round = 0; round < ROUNDS; round++) {
      int begin = 0;
      for (int group = 0; group < values.length; group++) {
        int end = sorted.length;
        if (group + 1 < values.length) {
          float middle = (values[group] + values[group + 1]) / 2;
          end = begin;
          while (end < sorted.length && sorted[end] <= middle) {
            end++;
          }
        }
        values[group] = mean(sorted, begin, end, values[group]);
        begin = end;
      }
    }
    return values;
  }

  private static float mean(float[] sorted, int begin, int end, float fallback) {
    if (begin >= end) {
      return fallback;
    }
    double sum = 0;
    for (int i = begin; i < end; i++) {
      sum += sorted[i];
    }
    return (float) (sum / (end - begin));
  }

  /** Wraps a stored, sorted book. */
  static Codebook stored(float[] values) {
    return new Codebook(values);
  }

  /** The entries, sorted. */
  float[] values() {
    return values.clone();
  }

  /** The value that a code stands for. */
  float value(int code) {
    return values[code];
  }

  /** The code of the entry nearest to a value. */
  int code(float value) {
    int at = Arrays.binarySearch(values, value);
    if (at >= 0) {
      return at;
    }
    int above = -at - 1;
    if (above == 0) {
      return 0;
    }
    if (above == values.length) {
      return above - 1;
    }
    return value - values[above - 1] <= values[above] - value ? above - 1 : above;
  }
}
