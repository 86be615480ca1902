package dev.rubato.engine.lm.ngram;

/**
 * The bit fields of one level's records in a binary model, in this order without gaps: last word
 * (not on level 1, whose records are in the order of the words), code of the log-probability and,
 * below the highest level, code of the backing-off weight, first child, state of the longest suffix
 * (from level 3, since on level 2 it is the last word). Immutable; may be shared between threads.
 *
 * @param wordBits width of the last word
 * @param valueBits width of either code
 * @param childBits width of the first child; 0 on the highest level
 * @param suffixBits width of the suffix; 0 where there is none
 */
record LevelFields(int wordBits, int valueBits, int childBits, int suffixBits) {

  /**
   * The fields of level n.
   *
   * @param counts number of n-grams of length 1, 2, ...
   */
  static LevelFields of(int n, int[] counts, int valueBits) {
    boolean highest = n == counts.length;
    long states = 1;
    for (int m = 1; m < n; m++) {
      states += counts[m - 1];
    }
    return new LevelFields(
        n == 1 ? 0 : bits(counts[0]),
        valueBits,
        highest ? 0 : bits(counts[n] + 1L),
        highest || n < 3 ? 0 : bits(states));
  }

  int logProbAt() {
    return wordBits;
  }

  int backoffAt() {
    return logProbAt() + valueBits;
  }

  int childAt() {
    return backoffAt() + (childBits == 0 ? 0 : valueBits);
  }

  int suffixAt() {
    return childAt() + childBits;
  }

  int recordBits() {
    return suffixAt() + suffixBits;
  }

  private static int bits(long values) {
    return Math.max(1, 64 - Long.numberOfLeadingZeros(values - 1));
  }
}
