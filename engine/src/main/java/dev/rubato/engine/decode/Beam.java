package dev.rubato.engine.decode;

import java.util.Arrays;

/**
 * The living prefixes of a frame in plain arrays. A prefix has two scores, linear and relative to
 * the other prefixes: of the alignments that end in a blank and of those that end in its last
 * symbol (Graves 2008, section 7.5.3). For either there is the record of the last symbol's
 * beginning, its last frame and its greatest log-probability. Not safe for use by several threads
 * at once.
 */
final class Beam {
  /** Stands for no extension. */
  static final int NONE = -1;

  int size;
  int[] node;
  double[] blank;
  double[] symbol;
  int[] blankTime;
  int[] symbolTime;
  long[] blankEnd;
  long[] symbolEnd;
  float[] blankPeak;
  float[] symbolPeak;

  /**
   * Prefix of the frame before whose extension this is, if that is where most of its score is from.
   */
  int[] source;

  /** Whether that extension comes from the alignments that end in a blank. */
  boolean[] sourceBlank;

  Beam(int capacity) {
    node = new int[capacity];
    blank = new double[capacity];
    symbol = new double[capacity];
    blankTime = new int[capacity];
    symbolTime = new int[capacity];
    blankEnd = new long[capacity];
    symbolEnd = new long[capacity];
    blankPeak = new float[capacity];
    symbolPeak = new float[capacity];
    source = new int[capacity];
    sourceBlank = new boolean[capacity];
  }

  /** Adds a prefix without score. */
  int add(int prefix) {
    if (size == node.length) {
      int capacity = 2 * size;
      node = Arrays.copyOf(node, capacity);
      blank = Arrays.copyOf(blank, capacity);
      symbol = Arrays.copyOf(symbol, capacity);
      blankTime = Arrays.copyOf(blankTime, capacity);
      symbolTime = Arrays.copyOf(symbolTime, capacity);
      blankEnd = Arrays.copyOf(blankEnd, capacity);
      symbolEnd = Arrays.copyOf(symbolEnd, capacity);
      blankPeak = Arrays.copyOf(blankPeak, capacity);
      symbolPeak = Arrays.copyOf(symbolPeak, capacity);
      source = Arrays.copyOf(source, capacity);
      sourceBlank = Arrays.copyOf(sourceBlank, capacity);
    }
    int at = size++;
    node[at] = prefix;
    blank[at] = 0;
    symbol[at] = 0;
    blankTime[at] = SymbolTimes.NONE;
    symbolTime[at] = SymbolTimes.NONE;
    source[at] = NONE;
    return at;
  }

  double total(int at) {
    return blank[at] + symbol[at];
  }

  /** Position of the best prefix; the first of equals. */
  int best() {
    int best = 0;
    for (int i = 1; i < size; i++) {
      if (total(i) > total(best)) {
        best = i;
      }
    }
    return best;
  }

  /** Moves a prefix to a place before it. */
  void move(int from, int to) {
    node[to] = node[from];
    blank[to] = blank[from];
    symbol[to] = symbol[from];
    blankTime[to] = blankTime[from];
    symbolTime[to] = symbolTime[from];
    blankEnd[to] = blankEnd[from];
    symbolEnd[to] = symbolEnd[from];
    blankPeak[to] = blankPeak[from];
    symbolPeak[to] = symbolPeak[from];
    source[to] = source[from];
    sourceBlank[to] = sourceBlank[from];
  }
}
