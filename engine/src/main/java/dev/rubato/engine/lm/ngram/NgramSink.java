package dev.rubato.engine.lm.ngram;

/**
 * Takes the n-grams of a model one by one, shorter ones first. Calls: {@link #begin}, then {@link
 * #unigram} for every word (their order numbers the words from 0), then {@link #ngram} for length
 * 2, 3 and so on, then {@link #end}. Probabilities are base-10 logarithms, as in ARPA files. Not
 * safe for use by several threads at once.
 */
public interface NgramSink {
  /**
   * Starts a model.
   *
   * @param counts number of n-grams of length 1, 2, ...; its length is the order
   */
  void begin(long[] counts);

  /**
   * Takes a word.
   *
   * @param word its spelling
   * @param logProb its log-probability
   * @param backoff its backing-off weight as a context; 0 if the order is 1
   * @param count how often it was seen in the training text; 0 if that is not known
   */
  void unigram(String word, float logProb, float backoff, float count);

  /**
   * Takes a longer n-gram.
   *
   * @param words numbers of its words, the first {@code n} are read; not kept
   * @param n its length
   * @param logProb log-probability of the last word after the others
   * @param backoff its backing-off weight as a context; 0 for the longest n-grams
   * @param count how often it was seen in the training text; 0 if that is not known
   */
  void ngram(int[] words, int n, float logProb, float backoff, float count);

  /** Ends the model. */
  void end();
}
