package dev.rubato.audio;

import java.util.Arrays;

/**
 * The lowest of about the last values: exact minima of {@value #BLOCKS} blocks, of which the oldest
 * is dropped at a time. Not safe for use by several threads.
 */
final class SlidingMinimum {
  private static final int BLOCKS = 10;

  private final double[] minima = new double[BLOCKS];
  private final int blockLength;
  private long values;

  /** Makes one that remembers {@code window} values. */
  SlidingMinimum(int window) {
    this.blockLength = Math.max(1, window / BLOCKS);
    Arrays.fill(minima, Double.POSITIVE_INFINITY);
  }

  /** Adds a value and returns the minimum. */
  double next(double value) {
    int block = (int) (values / blockLength % BLOCKS);
    minima[block] = values % blockLength == 0 ? value : Math.min(minima[block], value);
    values++;
    double least = value;
    for (double minimum : minima) {
      least = Math.min(least, minimum);
    }
    return least;
  }
}
