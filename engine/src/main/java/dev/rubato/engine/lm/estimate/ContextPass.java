package dev.rubato.engine.lm.estimate;

import java.io.IOException;
import java.util.Arrays;

/**
 * Turns the counts of one order into discounted probabilities and the weight that each context
 * leaves to shorter ones:
 *
 * <pre>
 *   p(w | h) = (c(hw) - D(c(hw))) / sum_v c(hv)
 *   weight(h) = (sum of D over kept n-grams + sum of c over left-out ones) / sum_v c(hv)
 * </pre>
 *
 * Not safe for use by several threads at once.
 */
final class ContextPass {
  /** Takes the results, context by context. */
  interface Target {
    /**
     * Takes an n-gram.
     *
     * @param record its words, occurrences, discounted probability, and weight of its context; the
     *     last two as float bits
     */
    void ngram(int[] record) throws IOException;

    /**
     * Takes a context, after its n-grams.
     *
     * @param record its words and its weight as float bits
     */
    void context(int[] record) throws IOException;
  }

  private final int n;
  private final int width;
  private final Discounts discounts;
  private final int cutoff;
  private final Target target;
  private int[] group = new int[1 << 10];
  private int size;

  /**
   * Prepares for one order.
   *
   * @param n the order; input records are n words, adjusted count, occurrences
   * @param cutoff n-grams seen at most so often are left out
   */
  ContextPass(int n, Discounts discounts, int cutoff, Target target) {
    this.n = n;
    this.width = n + 2;
    this.discounts = discounts;
    this.cutoff = cutoff;
    this.target = target;
  }

  /** Reads n-grams sorted by context. */
  void run(Records counts) throws IOException {
    int[] record = new int[width];
    while (counts.next(record)) {
      if (size > 0 && !sameContext(record)) {
        finishContext();
      }
      if ((size + 1) * width > group.length) {
        group = Arrays.copyOf(group, 2 * group.length);
      }
      System.arraycopy(record, 0, group, size * width, width);
      size++;
    }
    if (size > 0) {
      finishContext();
    }
  }

  private boolean sameContext(int[] record) {
    return Arrays.equals(record, 0, n - 1, group, 0, n - 1);
  }

  private void finishContext() throws IOException {
    double total = 0;
    double left = 0;
    for (int i = 0; i < size; i++) {
      int count = group[i * width + n];
      total += count;
      left += kept(i) ? discounts.of(count) : count;
    }
    float weight = (float) (left / total);
    int[] ngram = new int[n + 3];
    for (int i = 0; i < size; i++) {
      if (kept(i)) {
        int count = group[i * width + n];
        System.arraycopy(group, i * width, ngram, 0, n);
        ngram[n] = group[i * width + n + 1];
        ngram[n + 1] = Float.floatToRawIntBits((float) ((count - discounts.of(count)) / total));
        ngram[n + 2] = Float.floatToRawIntBits(weight);
        target.ngram(ngram);
      }
    }
    int[] context = Arrays.copyOf(group, n);
    context[n - 1] = Float.floatToRawIntBits(weight);
    target.context(context);
    size = 0;
  }

  private boolean kept(int index) {
    return n == 1 || group[index * width + n + 1] > cutoff;
  }
}
