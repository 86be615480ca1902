package dev.rubato.engine.lm.estimate;

/**
 * An order of records, given by the columns to compare, most significant first. Immutable; may be
 * shared between threads.
 */
final class RecordOrder {
  private final int[] columns;

  private RecordOrder(int[] columns) {
    this.columns = columns;
  }

  /** Last word first: n-grams with a common ending become neighbours. */
  static RecordOrder suffix(int n) {
    int[] columns = new int[n];
    for (int i = 0; i < n; i++) {
      columns[i] = n - 1 - i;
    }
    return new RecordOrder(columns);
  }

  /** By the words before the last, the latest of them first, then by the last word. */
  static RecordOrder context(int n) {
    int[] columns = new int[n];
    for (int i = 0; i < n - 1; i++) {
      columns[i] = n - 2 - i;
    }
    columns[n - 1] = n - 1;
    return new RecordOrder(columns);
  }

  /** Compares the records that start at two offsets. */
  int compare(int[] left, int leftAt, int[] right, int rightAt) {
    for (int column : columns) {
      int order = Integer.compare(left[leftAt + column], right[rightAt + column]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
