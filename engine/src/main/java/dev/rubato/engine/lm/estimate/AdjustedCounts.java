package dev.rubato.engine.lm.estimate;

import java.io.IOException;

/**
 * Makes the counts of all orders from those of the longest n-grams. In Kneser-Ney smoothing an
 * n-gram below the order counts not its occurrences but the different words before it; one that
 * starts a sentence has nothing before it and keeps its occurrences (Chen and Goodman 1998; the
 * same pass as Heafield et al. 2013, section 3.2). Since n-grams come sorted by their last words,
 * those with a common ending are neighbours, and one pass does it. Not safe for use by several
 * threads at once.
 */
final class AdjustedCounts {
  /** Takes n-grams with their counts. */
  @FunctionalInterface
  interface Target {
    /**
     * Takes an n-gram.
     *
     * @param ngram its words, from {@code begin} on
     * @param n its length
     * @param adjusted the count that smoothing uses
     * @param occurrences how often it was seen
     */
    void accept(int[] ngram, int begin, int n, int adjusted, int occurrences) throws IOException;
  }

  private final int order;
  private final Target target;
  private final int[] current;
  // By length of the ending: occurrences, and different longer endings.
  private final long[] occurrences;
  private final int[] extensions;

  AdjustedCounts(int order, Target target) {
    this.order = order;
    this.target = target;
    this.current = new int[order];
    this.occurrences = new long[order + 2];
    this.extensions = new int[order + 2];
  }

  /**
   * Makes all counts.
   *
   * @param ngrams {@code order} words and a count each, sorted by last words; sentences begin with
   *     {@code order - 1} start words
   */
  void count(Records ngrams) throws IOException {
    int[] record = new int[order + 1];
    boolean first = true;
    while (ngrams.next(record)) {
      int common = first ? 0 : commonEnding(record);
      if (!first) {
        close(common);
      }
      System.arraycopy(record, 0, current, 0, order);
      for (int n = common; n < order; n++) {
        extensions[n]++;
      }
      for (int n = 1; n <= order; n++) {
        occurrences[n] += record[order];
      }
      first = false;
    }
    if (!first) {
      close(0);
    }
  }

  private int commonEnding(int[] record) {
    int common = 0;
    while (record[order - 1 - common] == current[order - 1 - common]) {
      common++;
    }
    return common;
  }

  /** Gives the endings longer than {@code common}, which no later n-gram has. */
  private void close(int common) throws IOException {
    for (int n = order; n > common; n--) {
      int begin = order - n;
      boolean padded = n > 1 && current[begin + 1] == WordNumbers.START;
      if (!padded) {
        int seen = (int) Math.min(Integer.MAX_VALUE, occurrences[n]);
        boolean whole = n == order || current[begin] == WordNumbers.START;
        target.accept(current, begin, n, whole ? seen : extensions[n], seen);
      }
      occurrences[n] = 0;
      extensions[n] = 0;
    }
  }
}
