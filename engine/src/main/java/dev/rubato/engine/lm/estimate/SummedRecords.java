package dev.rubato.engine.lm.estimate;

import java.io.IOException;

/**
 * A sorted sequence in which records that compare as equal are one, their last columns added up and
 * capped at the largest int. Not safe for use by several threads at once.
 */
final class SummedRecords implements Records {
  private final Records records;
  private final RecordOrder order;
  private final int[] ahead;
  private boolean pending;

  SummedRecords(Records records, int width, RecordOrder order) throws IOException {
    this.records = records;
    this.order = order;
    this.ahead = new int[width];
    this.pending = records.next(ahead);
  }

  @Override
  public boolean next(int[] record) throws IOException {
    if (!pending) {
      return false;
    }
    int last = ahead.length - 1;
    System.arraycopy(ahead, 0, record, 0, ahead.length);
    long sum = record[last];
    pending = records.next(ahead);
    while (pending && order.compare(record, 0, ahead, 0) == 0) {
      sum += ahead[last];
      pending = records.next(ahead);
    }
    record[last] = (int) Math.min(Integer.MAX_VALUE, sum);
    return true;
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
