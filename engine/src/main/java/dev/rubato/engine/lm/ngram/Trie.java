package dev.rubato.engine.lm.ngram;

/**
 * Finds and scores n-grams in {@link NgramLevels}. Immutable if the levels are; may then be shared
 * between threads.
 */
final class Trie {
  /** The state that remembers nothing. */
  static final int EMPTY = 0;

  private final NgramLevels levels;
  private final int order;
  // base[n] is the state of the first n-gram of level n.
  private final int[] base;

  Trie(NgramLevels levels) {
    this.levels = levels;
    this.order = levels.order();
    this.base = new int[order + 1];
    for (int n = 1; n < order; n++) {
      base[n] = n == 1 ? 1 : Math.addExact(base[n - 1], levels.count(n - 1));
    }
    base[order] = Integer.MAX_VALUE;
    if (order > 1) {
      Math.addExact(base[order - 1], levels.count(order - 1));
    }
  }

  /** Length of the context that a state stands for. */
  int level(int state) {
    int n = 0;
    while (n + 1 < order && state >= base[n + 1]) {
      n++;
    }
    return n;
  }

  /** Position in its level of the context that a state stands for. */
  int index(int state, int level) {
    return state - base[level];
  }

  /** State of a context. */
  int state(int level, int index) {
    return base[level] + index;
  }

  /** State of the next shorter context. */
  int suffix(int state) {
    int n = level(state);
    return n <= 1 ? EMPTY : levels.suffix(n, state - base[n]);
  }

  /** Position in level n + 1 of the context's extension by a word, -1 if there is none. */
  int child(int n, int index, int word) {
    if (n == 0) {
      return word;
    }
    int low = levels.firstChild(n, index);
    int high = levels.firstChild(n, index + 1) - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int there = levels.word(n + 1, middle);
      if (there == word) {
        return middle;
      }
      if (there < word) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /**
   * State of the longest context that ends "context, word" and is no longer than its state allows.
   */
  int extend(int state, int word) {
    int at = state;
    while (at != EMPTY) {
      int n = level(at);
      int index = n + 1 < order ? child(n, index(at, n), word) : -1;
      if (index >= 0) {
        return state(n + 1, index);
      }
      at = suffix(at);
    }
    return order > 1 ? state(1, word) : EMPTY;
  }

  /** Base-10 log-probability of a word after a context, by backing off. */
  float logProb(int state, int word) {
    int at = state;
    float backoff = 0;
    while (true) {
      int n = level(at);
      int index = child(n, index(at, n), word);
      if (index >= 0) {
        return backoff + levels.logProb(n + 1, index);
      }
      backoff += levels.backoff(n, index(at, n));
      at = suffix(at);
    }
  }

  /**
   * The shortest state that scores every word like this one: contexts nobody extends are dropped.
   */
  int shorten(int state) {
    int at = state;
    while (at != EMPTY) {
      int n = level(at);
      int index = index(at, n);
      if (levels.firstChild(n, index) != levels.firstChild(n, index + 1)
          || levels.backoff(n, index) != 0) {
        return at;
      }
      at = suffix(at);
    }
    return EMPTY;
  }
}
