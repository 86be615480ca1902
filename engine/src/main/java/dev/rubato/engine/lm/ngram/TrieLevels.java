package dev.rubato.engine.lm.ngram;

import dev.rubato.engine.lm.LanguageModelException;
import java.util.Arrays;
import java.util.List;

/**
 * Builds levels 2 and up of a trie from unsorted n-grams, one level after the other. An n-gram is
 * sorted by the position of its context in the level below and by its last word, both in one long.
 * Not safe for use by several threads at once.
 */
final class TrieLevels {
  private final WordList words;
  private final NgramTable.Level[] levels;
  private final List<Ngrams> longer;
  // For every n-gram of every length, where its first words are in the level built last.
  private final int[][] context;

  /** Takes a complete level 1 at {@code levels[0]}, the others empty, and n-grams from length 2. */
  TrieLevels(WordList words, NgramTable.Level[] levels, List<Ngrams> longer) {
    this.words = words;
    this.levels = levels;
    this.longer = longer;
    this.context = new int[longer.size()][];
  }

  /** Fills the levels. */
  void build() {
    for (int i = 0; i < longer.size(); i++) {
      Ngrams ngrams = longer.get(i);
      context[i] = new int[ngrams.size];
      for (int j = 0; j < ngrams.size; j++) {
        context[i][j] = ngrams.word(j, 0);
      }
    }
    for (int n = 2; n <= levels.length; n++) {
      build(n);
    }
  }

  private void build(int n) {
    long[] keys = keys(n);
    NgramTable.Level level = new NgramTable.Level(keys.length, n == levels.length);
    levels[n - 1] = level;
    Arrays.fill(level.logProb, Float.NaN);
    for (int i = 0; i < keys.length; i++) {
      level.word[i] = (int) keys[i];
    }
    linkChildren(levels[n - 2], keys);
    place(n, keys, level);
    for (int m = n + 1; m <= levels.length; m++) {
      Ngrams ngrams = longer.get(m - 2);
      for (int i = 0; i < ngrams.size; i++) {
        context[m - 2][i] = Arrays.binarySearch(keys, key(m, i, n));
      }
    }
    complete(n, keys, level);
  }

  /** Sorted distinct keys of all n-grams of length n and of the beginnings of longer ones. */
  private long[] keys(int n) {
    long total = 0;
    for (int m = n; m <= levels.length; m++) {
      total += longer.get(m - 2).size;
    }
    long[] keys = new long[Math.toIntExact(total)];
    int filled = 0;
    for (int m = n; m <= levels.length; m++) {
      for (int i = 0; i < longer.get(m - 2).size; i++) {
        keys[filled++] = key(m, i, n);
      }
    }
    Arrays.sort(keys);
    int distinct = 0;
    for (int i = 0; i < keys.length; i++) {
      if (i == 0 || keys[i] != keys[i - 1]) {
        keys[distinct++] = keys[i];
      }
    }
    return Arrays.copyOf(keys, distinct);
  }

  private long key(int m, int index, int n) {
    return (long) context[m - 2][index] << 32 | longer.get(m - 2).word(index, n - 1);
  }

  private static void linkChildren(NgramTable.Level parents, long[] keys) {
    int child = 0;
    for (int parent = 0; parent < parents.firstChild.length; parent++) {
      while (child < keys.length && keys[child] >>> 32 < parent) {
        child++;
      }
      parents.firstChild[parent] = child;
    }
  }

  private void place(int n, long[] keys, NgramTable.Level level) {
    Ngrams ngrams = longer.get(n - 2);
    for (int i = 0; i < ngrams.size; i++) {
      int at = Arrays.binarySearch(keys, key(n, i, n));
      if (!Float.isNaN(level.logProb[at])) {
        throw new LanguageModelException("the n-gram \"%s\" is listed twice".formatted(text(n, i)));
      }
      level.logProb[at] = ngrams.logProb[i];
      if (n < levels.length) {
        level.backoff[at] = ngrams.backoff[i];
        level.count[at] = ngrams.count[i];
      }
    }
  }

  /** Links contexts to shorter ones and gives unlisted n-grams their probability. */
  private void complete(int n, long[] keys, NgramTable.Level level) {
    // As long as level n is being made, the trie below it is a complete model of a lower order.
    NgramTable below = new NgramTable(words, Arrays.copyOf(levels, n));
    Trie trie = new Trie(below);
    for (int i = 0; i < keys.length; i++) {
      int parent = trie.state(n - 1, (int) (keys[i] >>> 32));
      int shorter = trie.suffix(parent);
      if (Float.isNaN(level.logProb[i])) {
        level.logProb[i] =
            below.backoff(n - 1, (int) (keys[i] >>> 32)) + trie.logProb(shorter, level.word[i]);
      }
      if (n < levels.length) {
        level.suffix[i] = trie.extend(shorter, level.word[i]);
      }
    }
  }

  private String text(int n, int index) {
    StringBuilder text = new StringBuilder();
    for (int position = 0; position < n; position++) {
      text.append(position == 0 ? "" : " ");
      text.append(words.word(longer.get(n - 2).word(index, position)));
    }
    return text.toString();
  }
}
