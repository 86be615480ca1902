package dev.rubato.engine.lm.estimate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Sorts any number of records in bounded memory: full buffers are sorted and written to disk, the
 * runs are merged at the end. Records that compare as equal can be summed up into one. Not safe for
 * use by several threads at once.
 */
final class RecordSorter {
  /** Runs merged at once; bounds the files that are open. */
  private static final int FAN_IN = 64;

  private static final int NO_SUM = -1;

  private final WorkFolder folder;
  private final int width;
  private final RecordOrder order;
  private final int summed;
  private final RecordBuffer buffer;
  private final List<Path> runs = new ArrayList<>();

  private RecordSorter(
      WorkFolder folder, int width, RecordOrder order, int summed, long memoryBytes) {
    this.folder = folder;
    this.width = width;
    this.order = order;
    this.summed = summed;
    this.buffer = new RecordBuffer(width, order, memoryBytes);
  }

  /** Sorts records and keeps all of them. */
  static RecordSorter keeping(WorkFolder folder, int width, RecordOrder order, long memoryBytes) {
    return new RecordSorter(folder, width, order, NO_SUM, memoryBytes);
  }

  /** Sorts records and adds up their last column over records that compare as equal. */
  static RecordSorter summing(WorkFolder folder, int width, RecordOrder order, long memoryBytes) {
    return new RecordSorter(folder, width, order, width - 1, memoryBytes);
  }

  /** Takes a record. */
  void add(int[] record) throws IOException {
    if (!buffer.add(record)) {
      spill();
      buffer.add(record);
    }
  }

  /** All records in order; the sorter takes no more. */
  Records sorted() throws IOException {
    if (runs.isEmpty()) {
      return summing(buffer.sorted());
    }
    spill();
    buffer.free();
    return merge(runs);
  }

  private void spill() throws IOException {
    if (buffer.isEmpty()) {
      return;
    }
    runs.add(write(summing(buffer.sorted())));
    buffer.clear();
    if (runs.size() == FAN_IN) {
      Path merged = write(merge(runs));
      for (Path run : runs) {
        Files.delete(run);
      }
      runs.clear();
      runs.add(merged);
    }
  }

  private Path write(Records records) throws IOException {
    Path file = folder.file();
    int[] record = new int[width];
    try (records;
        RecordWriter writer = new RecordWriter(file, width)) {
      while (records.next(record)) {
        writer.write(record, 0);
      }
    }
    return file;
  }

  private Records merge(List<Path> files) throws IOException {
    List<Records> sources = new ArrayList<>();
    for (Path file : files) {
      sources.add(new RecordReader(file, width));
    }
    return summing(new MergedRecords(sources, width, order));
  }

  private Records summing(Records records) throws IOException {
    return summed == NO_SUM ? records : new SummedRecords(records, width, order);
  }
}
