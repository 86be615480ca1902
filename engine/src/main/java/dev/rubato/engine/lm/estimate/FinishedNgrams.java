package dev.rubato.engine.lm.estimate;

import dev.rubato.engine.lm.ngram.NgramSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Finished n-grams on disk, one file per length, since they come in another order than a model file
 * has them. Not safe for use by several threads at once.
 */
final class FinishedNgrams {
  private static final float LOG_ZERO = -99;

  private final int order;
  private final Path[] files;
  private final RecordWriter[] writers;
  private final int[] record;

  FinishedNgrams(WorkFolder folder, int order) throws IOException {
    this.order = order;
    this.files = new Path[order + 1];
    this.writers = new RecordWriter[order + 1];
    this.record = new int[order + 3];
    for (int n = 1; n <= order; n++) {
      files[n] = folder.file();
      writers[n] = new RecordWriter(files[n], n + 3);
    }
  }

  /** Takes an n-gram; see {@link Interpolation.Target}. */
  void add(int[] ngram, int n, int occurrences, double probability, double weight)
      throws IOException {
    System.arraycopy(ngram, 0, record, 0, n);
    record[n] = occurrences;
    record[n + 1] = Float.floatToRawIntBits(log10(probability));
    record[n + 2] = Float.floatToRawIntBits(log10(weight));
    writers[n].write(record, 0);
  }

  /** Gives all n-grams to a sink. */
  void give(List<String> words, NgramSink sink) throws IOException {
    long[] counts = new long[order];
    for (int n = 1; n <= order; n++) {
      writers[n].close();
      counts[n - 1] = writers[n].count();
    }
    sink.begin(counts);
    for (int n = 1; n <= order; n++) {
      try (RecordReader reader = new RecordReader(files[n], n + 3)) {
        while (reader.next(record)) {
          float logProb = Float.intBitsToFloat(record[n + 1]);
          float backoff = n < order ? Float.intBitsToFloat(record[n + 2]) : 0;
          if (n == 1) {
            sink.unigram(words.get(record[0]), logProb, backoff, record[n]);
          } else {
            sink.ngram(record, n, logProb, backoff, record[n]);
          }
        }
      }
    }
    sink.end();
  }

  private static float log10(double value) {
    return value <= 0 ? LOG_ZERO : (float) Math.log10(value);
  }
}
