package dev.rubato.engine.decode;

import java.util.Arrays;

/**
 * The prefixes of a search as a tree in plain arrays; each node adds a symbol to its parent and
 * knows what {@link WordCursor} holds there. Nodes stay until {@link #compact} drops those that
 * lead to no living prefix, so that a prefix which is found again is known again. Not safe for use
 * by several threads at once.
 */
final class PrefixTree {
  /** Stands for no node. */
  static final int NONE = -1;

  private int capacity;
  private int size;
  int[] parent;
  int[] symbol;
  int[] lmState;
  int[] lexicon;
  int[] length;
  float[] pending;
  int[] hotword;

  /** By what a prefix multiplies the score of its parent, language model and hotwords together. */
  double[] factor;

  /** Hash of the characters of the unfinished word. */
  int[] spelling;

  /** Position of the prefix in the beam while a frame is worked on, or {@link #NONE}. */
  int[] slot;

  private int[] firstChild;
  private int[] sibling;

  PrefixTree(int capacity) {
    resize(capacity);
  }

  private void resize(int wanted) {
    boolean fresh = parent == null;
    parent = fresh ? new int[wanted] : Arrays.copyOf(parent, wanted);
    symbol = fresh ? new int[wanted] : Arrays.copyOf(symbol, wanted);
    lmState = fresh ? new int[wanted] : Arrays.copyOf(lmState, wanted);
    lexicon = fresh ? new int[wanted] : Arrays.copyOf(lexicon, wanted);
    length = fresh ? new int[wanted] : Arrays.copyOf(length, wanted);
    pending = fresh ? new float[wanted] : Arrays.copyOf(pending, wanted);
    hotword = fresh ? new int[wanted] : Arrays.copyOf(hotword, wanted);
    factor = fresh ? new double[wanted] : Arrays.copyOf(factor, wanted);
    spelling = fresh ? new int[wanted] : Arrays.copyOf(spelling, wanted);
    slot = fresh ? new int[wanted] : Arrays.copyOf(slot, wanted);
    firstChild = fresh ? new int[wanted] : Arrays.copyOf(firstChild, wanted);
    sibling = fresh ? new int[wanted] : Arrays.copyOf(sibling, wanted);
    capacity = wanted;
  }

  /** Drops everything and adds the empty prefix as node 0. */
  void restart(WordCursor start, int lastSymbol) {
    size = 0;
    add(NONE, lastSymbol, start, 0);
  }

  int size() {
    return size;
  }

  /** The child of a node by a symbol, or {@link #NONE}. */
  int child(int node, int wanted) {
    int child = firstChild[node];
    while (child != NONE && symbol[child] != wanted) {
      child = sibling[child];
    }
    return child;
  }

  /** Adds a child; its factor comes from the cursor's delta. */
  int add(int node, int added, WordCursor cursor, int spelled) {
    if (size == capacity) {
      resize(2 * capacity);
    }
    int child = size++;
    parent[child] = node;
    symbol[child] = added;
    lmState[child] = cursor.lmState;
    lexicon[child] = cursor.lexicon;
    length[child] = cursor.length;
    pending[child] = cursor.pending;
    hotword[child] = cursor.hotword;
    factor[child] = Math.exp(cursor.delta);
    spelling[child] = spelled;
    slot[child] = NONE;
    firstChild[child] = NONE;
    if (node != NONE) {
      sibling[child] = firstChild[node];
      firstChild[node] = child;
    }
    return child;
  }

  /** Puts a cursor where a prefix stands. */
  void load(int node, WordCursor cursor) {
    cursor.lmState = lmState[node];
    cursor.lexicon = lexicon[node];
    cursor.length = length[node];
    cursor.pending = pending[node];
    cursor.hotword = hotword[node];
    cursor.delta = 0;
  }

  /**
   * Drops all nodes but some living ones and those before them.
   *
   * @param living nodes that stay; replaced by their new numbers
   * @param count how many of them there are
   */
  void compact(int[] living, int count) {
    int[] moved = new int[size];
    for (int i = 0; i < count; i++) {
      for (int node = living[i]; node != NONE && moved[node] == 0; node = parent[node]) {
        moved[node] = 1;
      }
    }
    int kept = 0;
    for (int node = 0; node < size; node++) {
      if (moved[node] != 0) {
        moved[node] = kept;
        move(node, kept++, moved);
      }
    }
    size = kept;
    for (int i = 0; i < count; i++) {
      living[i] = moved[living[i]];
    }
  }

  /** Parents have smaller numbers than children, so they have been moved before. */
  private void move(int from, int to, int[] moved) {
    int before = parent[from];
    parent[to] = before == NONE ? NONE : moved[before];
    symbol[to] = symbol[from];
    lmState[to] = lmState[from];
    lexicon[to] = lexicon[from];
    length[to] = length[from];
    pending[to] = pending[from];
    hotword[to] = hotword[from];
    factor[to] = factor[from];
    spelling[to] = spelling[from];
    slot[to] = NONE;
    firstChild[to] = NONE;
    if (before != NONE) {
      sibling[to] = firstChild[parent[to]];
      firstChild[parent[to]] = to;
    }
  }
}
