package dev.rubato.engine.lm.ngram;

import dev.rubato.engine.lm.LanguageModel;
import dev.rubato.engine.lm.Score;

/**
 * An n-gram model with backing off: the probability of a word is that of the longest n-gram of the
 * model that ends with it, times the backing-off weights of the longer contexts that were passed
 * over (Katz 1987; the ARPA file format). Immutable; shared by all threads.
 */
public final class NgramModel implements LanguageModel {
  private static final float LN10 = (float) Math.log(10);

  private final NgramLevels levels;
  private final Trie trie;
  private final int order;
  private final int unknown;
  private final int end;
  private final int start;

  NgramModel(NgramLevels levels) {
    this.levels = levels;
    this.trie = new Trie(levels);
    this.order = levels.order();
    this.unknown = levels.words().find(UNKNOWN);
    if (unknown < 0) {
      throw new IllegalArgumentException("a model needs the word " + UNKNOWN);
    }
    this.end = id(END);
    int startWord = levels.words().find(START);
    this.start = startWord < 0 ? Trie.EMPTY : trie.shorten(trie.extend(Trie.EMPTY, startWord));
  }

  /** The n-grams. */
  NgramLevels levels() {
    return levels;
  }

  /**
   * Number of n-grams.
   *
   * @param n their length, from 1 to {@link #order()}
   */
  public int ngrams(int n) {
    return levels.count(n);
  }

  @Override
  public int order() {
    return order;
  }

  @Override
  public int size() {
    return levels.words().size();
  }

  @Override
  public String word(int id) {
    return levels.words().word(id);
  }

  @Override
  public int id(CharSequence word) {
    int id = levels.words().find(word);
    return id < 0 ? unknown : id;
  }

  @Override
  public int unknown() {
    return unknown;
  }

  @Override
  public int end() {
    return end;
  }

  @Override
  public int startState() {
    return start;
  }

  @Override
  public int emptyState() {
    return Trie.EMPTY;
  }

  @Override
  public long score(int state, int word) {
    int at = state;
    float backoff = 0;
    while (true) {
      int n = trie.level(at);
      int index = trie.index(at, n);
      int child = trie.child(n, index, word);
      if (child >= 0) {
        float logProb = (backoff + levels.logProb(n + 1, child)) * LN10;
        int next = n + 1 < order ? trie.state(n + 1, child) : trie.extend(trie.suffix(at), word);
        return Score.of(logProb, trie.shorten(next));
      }
      backoff += levels.backoff(n, index);
      at = trie.suffix(at);
    }
  }
}
