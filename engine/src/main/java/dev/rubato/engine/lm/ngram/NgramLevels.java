package dev.rubato.engine.lm.ngram;

/**
 * The n-grams of a model as a trie. Level n (from 1 to {@link #order()}) holds the n-grams of
 * length n, sorted by the position of their first n - 1 words in level n - 1 and then by their last
 * word, so that those with a common beginning are neighbours. Implementations are immutable and may
 * be shared between threads.
 *
 * <p>A <em>state</em> numbers all n-grams shorter than the order: 0 is the empty one, then come
 * level 1, level 2 and so on.
 */
interface NgramLevels {
  /** The words; level 1 holds them all in this order. */
  WordList words();

  /** Length of the longest n-grams, at least 1. */
  int order();

  /** Number of n-grams of length n. */
  int count(int n);

  /** Last word of an n-gram. */
  int word(int n, int index);

  /** Base-10 log-probability of the last word of an n-gram after the words before it. */
  float logProb(int n, int index);

  /** Base-10 logarithm of the weight for leaving this context; n below the order. */
  float backoff(int n, int index);

  /**
   * Where in level n + 1 the n-grams begin that start with this one; they end where those of {@code
   * index + 1} begin. {@code index} may be {@code count(n)}; n below the order.
   */
  int firstChild(int n, int index);

  /**
   * State of the longest n-gram of the model that ends this one and is shorter; n below the order.
   */
  int suffix(int n, int index);
}
