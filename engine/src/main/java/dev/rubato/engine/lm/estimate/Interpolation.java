package dev.rubato.engine.lm.estimate;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Mixes every order with the next lower one: {@code p(w|h) = discounted(w|h) + weight(h) p(w|h')}.
 * All orders are read side by side, sorted by last words: when an n-gram comes, the probabilities
 * of all its endings are known. Not safe for use by several threads at once.
 */
final class Interpolation {
  /** Takes finished n-grams. */
  @FunctionalInterface
  interface Target {
    /**
     * Takes an n-gram.
     *
     * @param ngram its words
     * @param occurrences how often it was seen
     * @param probability probability of its last word after the others
     * @param weight its own weight as a context, 1 if it is none
     */
    void accept(int[] ngram, int n, int occurrences, double probability, double weight)
        throws IOException;
  }

  private final int order;
  private final List<Records> ngrams;
  private final List<Records> contexts;
  private final double uniform;
  private final Target target;
  private final int[][] head;
  private final boolean[] pending;
  private final int[][] contextHead;
  private final boolean[] contextPending;
  private final RecordOrder[] suffixOrder;

  /**
   * Prepares.
   *
   * @param ngrams for lengths 1, 2, ...: what {@link ContextPass} gives, sorted by last words
   * @param contexts for lengths 1, 2, ... below the order: contexts, sorted by last words
   * @param uniform probability of every word to which unigrams are smoothed
   */
  Interpolation(List<Records> ngrams, List<Records> contexts, double uniform, Target target)
      throws IOException {
    this.order = ngrams.size();
    this.ngrams = ngrams;
    this.contexts = contexts;
    this.uniform = uniform;
    this.target = target;
    this.head = new int[order + 1][];
    this.pending = new boolean[order + 1];
    this.contextHead = new int[order + 1][];
    this.contextPending = new boolean[order + 1];
    this.suffixOrder = new RecordOrder[order + 1];
    for (int n = 1; n <= order; n++) {
      head[n] = new int[n + 3];
      contextHead[n] = new int[n + 1];
      suffixOrder[n] = RecordOrder.suffix(n);
      advance(n);
      advanceContext(n);
    }
  }

  /** Reads everything. */
  void run() throws IOException {
    while (pending[1]) {
      mix(1, uniform);
    }
    for (int n = 2; n <= order; n++) {
      if (pending[n]) {
        throw new IllegalStateException(
            "an n-gram without its ending: " + Arrays.toString(head[n]));
      }
    }
  }

  /** Gives the n-gram at the head of length n and all longer ones that end with it. */
  private void mix(int n, double lower) throws IOException {
    int[] words = Arrays.copyOf(head[n], n);
    float discounted = Float.intBitsToFloat(head[n][n + 1]);
    float weight = Float.intBitsToFloat(head[n][n + 2]);
    // Sentences start before anything is said: <s> is a context, never a prediction.
    boolean start = n == 1 && words[0] == WordNumbers.START;
    double probability = start ? 0 : discounted + weight * lower;
    target.accept(words, n, head[n][n], probability, contextWeight(n, words));
    advance(n);
    while (n < order && pending[n + 1] && Arrays.equals(head[n + 1], 1, n + 1, words, 0, n)) {
      mix(n + 1, probability);
    }
  }

  private double contextWeight(int n, int[] words) throws IOException {
    while (contextPending[n]) {
      int order = suffixOrder[n].compare(contextHead[n], 0, words, 0);
      if (order == 0) {
        return Float.intBitsToFloat(contextHead[n][n]);
      }
      if (order > 0) {
        break;
      }
      advanceContext(n);
    }
    return 1;
  }

  private void advance(int n) throws IOException {
    pending[n] = ngrams.get(n - 1).next(head[n]);
  }

  private void advanceContext(int n) throws IOException {
    contextPending[n] = n < order && contexts.get(n - 1).next(contextHead[n]);
  }
}
