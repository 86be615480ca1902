package dev.rubato.engine.lm.ngram;

import dev.rubato.engine.lm.LanguageModel;

/**
 * How probable a context is according to the model itself, for models whose training counts are not
 * known. Stateless; may be shared between threads.
 */
final class ContextProbability {
  private ContextProbability() {}

  /** Probability of n-gram {@code index} of length n. */
  static double of(NgramTable table, int n, int index) {
    double logProb = 0;
    int at = index;
    for (int length = n; length > 1; length--) {
      logProb += table.logProb(length, at);
      at = parent(table, length, at);
    }
    // A sentence starts as often as one ends.
    int start = table.words().find(LanguageModel.START);
    int end = table.words().find(LanguageModel.END);
    logProb += table.logProb(1, at == start && end >= 0 ? end : at);
    return Math.pow(10, logProb);
  }

  /** The context of an n-gram: the one whose children begin at or before it and end after it. */
  private static int parent(NgramTable table, int n, int index) {
    int low = 0;
    int high = table.count(n - 1) - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (table.firstChild(n - 1, middle) <= index) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
