package dev.rubato.engine.decode;

import java.util.Arrays;

/**
 * When the symbols of prefixes were heard: linked records in plain arrays, shared by prefixes with
 * a common past. A record says where its symbol began and where the one before it ended. Not safe
 * for use by several threads at once.
 */
final class SymbolTimes {
  /** Stands for no record. */
  static final int NONE = -1;

  private int size;
  private int[] before;
  private int[] symbol;
  private long[] start;
  private long[] endBefore;
  private float[] peakBefore;

  SymbolTimes(int capacity) {
    before = new int[capacity];
    symbol = new int[capacity];
    start = new long[capacity];
    endBefore = new long[capacity];
    peakBefore = new float[capacity];
  }

  void restart() {
    size = 0;
  }

  int size() {
    return size;
  }

  /**
   * Adds a record.
   *
   * @param previous record of the symbol before, or {@link #NONE}
   * @param previousEnd last frame of the symbol before
   * @param previousPeak greatest log-probability of the symbol before in its frames
   */
  int add(int previous, long previousEnd, float previousPeak, int heard, long firstFrame) {
    if (size == before.length) {
      int capacity = 2 * size;
      before = Arrays.copyOf(before, capacity);
      symbol = Arrays.copyOf(symbol, capacity);
      start = Arrays.copyOf(start, capacity);
      endBefore = Arrays.copyOf(endBefore, capacity);
      peakBefore = Arrays.copyOf(peakBefore, capacity);
    }
    before[size] = previous;
    symbol[size] = heard;
    start[size] = firstFrame;
    endBefore[size] = previousEnd;
    peakBefore[size] = previousPeak;
    return size++;
  }

  int before(int record) {
    return before[record];
  }

  int symbol(int record) {
    return symbol[record];
  }

  long start(int record) {
    return start[record];
  }

  long endBefore(int record) {
    return endBefore[record];
  }

  float peakBefore(int record) {
    return peakBefore[record];
  }

  /** Marks the records that some heads lead to, for {@link #compact}. */
  void mark(boolean[] marked, int[] heads, int count) {
    for (int i = 0; i < count; i++) {
      for (int at = heads[i]; at != NONE && !marked[at]; at = before[at]) {
        marked[at] = true;
      }
    }
  }

  /** Drops all records but the marked ones; returns the new numbers. */
  int[] compact(boolean[] marked) {
    int[] moved = new int[size];
    int kept = 0;
    for (int record = 0; record < size; record++) {
      if (marked[record]) {
        moved[record] = kept;
        before[kept] = before[record] == NONE ? NONE : moved[before[record]];
        symbol[kept] = symbol[record];
        start[kept] = start[record];
        endBefore[kept] = endBefore[record];
        peakBefore[kept] = peakBefore[record];
        kept++;
      }
    }
    size = kept;
    return moved;
  }
}
