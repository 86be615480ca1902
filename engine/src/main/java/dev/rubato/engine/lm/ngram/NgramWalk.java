package dev.rubato.engine.lm.ngram;

/**
 * Gives the n-grams of a trie to a {@link NgramSink}. Not safe for use by several threads at once.
 */
final class NgramWalk {
  /** Tells which n-grams are given; the beginnings of those must be among them. */
  @FunctionalInterface
  interface Selection {
    /** True if n-gram {@code index} of length {@code n} is given. */
    boolean contains(int n, int index);
  }

  private final NgramLevels levels;
  private final Selection selection;
  private final NgramSink sink;
  private final int[] ngram;

  private NgramWalk(NgramLevels levels, Selection selection, NgramSink sink) {
    this.levels = levels;
    this.selection = selection;
    this.sink = sink;
    this.ngram = new int[levels.order()];
  }

  /** Gives all n-grams. */
  static void all(NgramLevels levels, NgramSink sink) {
    some(levels, (n, index) -> true, sink);
  }

  /** Gives all words and the selected n-grams of them. */
  static void some(NgramLevels levels, Selection selection, NgramSink sink) {
    NgramWalk walk = new NgramWalk(levels, selection, sink);
    sink.begin(walk.counts());
    for (int word = 0; word < levels.count(1); word++) {
      sink.unigram(
          levels.words().word(word),
          levels.logProb(1, word),
          walk.backoff(1, word),
          walk.count(1, word));
    }
    for (int n = 2; n <= levels.order(); n++) {
      for (int word = 0; word < levels.count(1); word++) {
        walk.descend(n, 1, word);
      }
    }
    sink.end();
  }

  private long[] counts() {
    long[] counts = new long[levels.order()];
    counts[0] = levels.count(1);
    for (int n = 2; n <= counts.length; n++) {
      for (int i = 0; i < levels.count(n); i++) {
        counts[n - 1] += selection.contains(n, i) ? 1 : 0;
      }
    }
    return counts;
  }

  /** Gives the n-grams of length {@code wanted} that begin with a selected n-gram of length n. */
  private void descend(int wanted, int n, int index) {
    ngram[n - 1] = levels.word(n, index);
    if (n == wanted) {
      sink.ngram(ngram, n, levels.logProb(n, index), backoff(n, index), count(n, index));
      return;
    }
    int end = levels.firstChild(n, index + 1);
    for (int child = levels.firstChild(n, index); child < end; child++) {
      if (selection.contains(n + 1, child)) {
        descend(wanted, n + 1, child);
      }
    }
  }

  private float backoff(int n, int index) {
    return n < levels.order() ? levels.backoff(n, index) : 0;
  }

  private float count(int n, int index) {
    return n < levels.order() && levels instanceof NgramTable table
        ? table.level(n).count[index]
        : 0;
  }
}
