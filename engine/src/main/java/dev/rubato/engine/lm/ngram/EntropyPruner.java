package dev.rubato.engine.lm.ngram;

import java.util.BitSet;

/**
 * Leaves out n-grams that hardly change the model: those whose removal raises its perplexity by
 * less than a given share (Stolcke 1998, "Entropy-based pruning of backoff language models"). The
 * probability of a context is its count in the training text where that is known: Kneser-Ney models
 * are no good at it, since their lower orders do not say how frequent a context is. Not safe for
 * use by several threads at once.
 */
public final class EntropyPruner {
  private static final double LN10 = Math.log(10);
  // Below this a mass of probability is rounding noise.
  private static final double LEAST_MASS = 1e-6;

  private final NgramTable table;
  private final Trie trie;
  private final BitSet[] kept;
  private final double tokens;

  private EntropyPruner(NgramTable table) {
    this.table = table;
    this.trie = new Trie(table);
    this.kept = new BitSet[table.order() + 1];
    double sum = 0;
    for (int word = 0; table.order() > 1 && word < table.count(1); word++) {
      sum += table.level(1).count[word];
    }
    this.tokens = sum;
  }

  /**
   * Prunes a model that is held in memory.
   *
   * @param model the model, as a {@link NgramTableBuilder} makes it
   * @param threshold relative rise of perplexity up to which an n-gram is left out, for example
   *     1e-8
   */
  public static NgramModel prune(NgramModel model, double threshold) {
    if (!(threshold >= 0)) {
      throw new IllegalArgumentException(
          "the pruning threshold must not be negative, but is " + threshold);
    }
    if (!(model.levels() instanceof NgramTable table)) {
      throw new IllegalArgumentException(
          "a binary model cannot be pruned: its probabilities are rounded; give an ARPA file");
    }
    if (table.order() == 1) {
      return model;
    }
    EntropyPruner pruner = new EntropyPruner(table);
    for (int n = table.order(); n >= 2; n--) {
      pruner.choose(n, threshold);
    }
    NgramTableBuilder smaller = new NgramTableBuilder();
    NgramWalk.some(table, (n, index) -> pruner.kept[n].get(index), smaller);
    BackoffWeights.renew(smaller.table());
    return smaller.model();
  }

  /** Chooses the n-grams of length n that stay: those that matter and the beginnings of such. */
  private void choose(int n, double threshold) {
    kept[n] = new BitSet(table.count(n));
    for (int context = 0; context < table.count(n - 1); context++) {
      int begin = table.firstChild(n - 1, context);
      int end = table.firstChild(n - 1, context + 1);
      if (begin < end) {
        choose(n, context, begin, end, threshold);
      }
    }
  }

  private void choose(int n, int context, int begin, int end, double threshold) {
    int shorter = trie.suffix(trie.state(n - 1, context));
    double mass = 1;
    double shorterMass = 1;
    for (int i = begin; i < end; i++) {
      mass -= Math.pow(10, table.logProb(n, i));
      shorterMass -= Math.pow(10, trie.logProb(shorter, table.word(n, i)));
    }
    double contextProbability = probability(n - 1, context);
    double weight = table.backoff(n - 1, context) * LN10;
    for (int i = begin; i < end; i++) {
      boolean needed = n < table.order() && hasKeptChild(n, i);
      double logProb = table.logProb(n, i) * LN10;
      double shorterLogProb = trie.logProb(shorter, table.word(n, i)) * LN10;
      double probability = Math.exp(logProb);
      double newMass = Math.max(LEAST_MASS, mass + probability);
      double newWeight =
          Math.log(newMass)
              - Math.log(Math.max(LEAST_MASS, shorterMass + Math.exp(shorterLogProb)));
      double divergence =
          -contextProbability
              * (probability * (shorterLogProb + newWeight - logProb)
                  + Math.max(0, mass) * (newWeight - weight));
      if (needed || Math.expm1(divergence) >= threshold) {
        kept[n].set(i);
      }
    }
  }

  private boolean hasKeptChild(int n, int index) {
    int child = kept[n + 1].nextSetBit(table.firstChild(n, index));
    return child >= 0 && child < table.firstChild(n, index + 1);
  }

  /** Probability that a context occurs at a place of the text. */
  private double probability(int n, int index) {
    if (tokens > 0) {
      return table.level(n).count[index] / tokens;
    }
    return ContextProbability.of(table, n, index);
  }
}
