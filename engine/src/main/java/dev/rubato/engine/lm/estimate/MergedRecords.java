package dev.rubato.engine.lm.estimate;

import java.io.IOException;
import java.util.List;
import java.util.PriorityQueue;

/** Several sorted sequences as one. Not safe for use by several threads at once. */
final class MergedRecords implements Records {
  private record Source(Records records, int[] head) {}

  private final int width;
  private final List<Records> sources;
  private final PriorityQueue<Source> queue;

  MergedRecords(List<Records> sources, int width, RecordOrder order) throws IOException {
    this.width = width;
    this.sources = List.copyOf(sources);
    this.queue =
        new PriorityQueue<>((left, right) -> order.compare(left.head(), 0, right.head(), 0));
    for (Records records : sources) {
      refill(new Source(records, new int[width]));
    }
  }

  private void refill(Source source) throws IOException {
    if (source.records().next(source.head())) {
      queue.add(source);
    }
  }

  @Override
  public boolean next(int[] record) throws IOException {
    Source first = queue.poll();
    if (first == null) {
      return false;
    }
    System.arraycopy(first.head(), 0, record, 0, width);
    refill(first);
    return true;
  }

  @Override
  public void close() throws IOException {
    for (Records records : sources) {
      records.close();
    }
  }
}
