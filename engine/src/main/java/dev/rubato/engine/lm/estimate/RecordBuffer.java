package dev.rubato.engine.lm.estimate;

import java.util.Arrays;

/**
 * Records in memory, sorted by merge sort over their positions. Grows up to its bound. Not safe for
 * use by several threads at once.
 */
final class RecordBuffer {
  private static final int FIRST_CAPACITY = 1 << 12;
  private static final int INSERTION = 8;

  private final int width;
  private final RecordOrder order;
  private final int limit;
  private int[] records;
  private int size;

  /** Holds as many records as fit into the memory with two positions each, at least 16. */
  RecordBuffer(int width, RecordOrder order, long memoryBytes) {
    this.width = width;
    this.order = order;
    long fitting = memoryBytes / (Integer.BYTES * (width + 2L));
    this.limit = (int) Math.max(16, Math.min(fitting, (Integer.MAX_VALUE - 8) / width));
    this.records = new int[Math.min(limit, FIRST_CAPACITY) * width];
  }

  /** Takes a record; false if the buffer is full. */
  boolean add(int[] record) {
    if (size == limit) {
      return false;
    }
    if ((size + 1) * width > records.length) {
      records = Arrays.copyOf(records, (int) Math.min((long) limit * width, 2L * records.length));
    }
    System.arraycopy(record, 0, records, size * width, width);
    size++;
    return true;
  }

  boolean isEmpty() {
    return size == 0;
  }

  void clear() {
    size = 0;
  }

  /** Gives the memory back; the buffer cannot be used any more. */
  void free() {
    size = 0;
    records = new int[0];
  }

  /** The records in order; valid until the buffer changes. */
  Records sorted() {
    int[] positions = new int[size];
    for (int i = 0; i < size; i++) {
      positions[i] = i;
    }
    sort(positions, new int[size], 0, size);
    return new Records() {
      private int at;

      @Override
      public boolean next(int[] record) {
        if (at == positions.length) {
          return false;
        }
        System.arraycopy(records, positions[at++] * width, record, 0, width);
        return true;
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }

  private void sort(int[] positions, int[] other, int begin, int end) {
    if (end - begin <= INSERTION) {
      insertionSort(positions, begin, end);
      return;
    }
    int middle = (begin + end) >>> 1;
    sort(positions, other, begin, middle);
    sort(positions, other, middle, end);
    if (compare(positions[middle - 1], positions[middle]) <= 0) {
      return;
    }
    System.arraycopy(positions, begin, other, begin, middle - begin);
    int left = begin;
    int right = middle;
    for (int to = begin; left < middle; to++) {
      if (right < end && compare(other[left], positions[right]) > 0) {
        positions[to] = positions[right++];
      } else {
        positions[to] = other[left++];
      }
    }
  }

  private void insertionSort(int[] positions, int begin, int end) {
    for (int i = begin + 1; i < end; i++) {
      int moved = positions[i];
      int at = i;
      while (at > begin && compare(positions[at - 1], moved) > 0) {
        positions[at] = positions[at - 1];
        at--;
      }
      positions[at] = moved;
    }
  }

  private int compare(int left, int right) {
    return order.compare(records, left * width, records, right * width);
  }
}
