package dev.rubato.engine.lm.estimate;

import java.io.IOException;
import java.util.Arrays;

/** Counts the n-grams of the highest order. Stateless; may be shared between threads. */
final class LongestNgrams {
  private LongestNgrams() {}

  /**
   * Counts and sorts.
   *
   * @return records of {@code order} words and a count, sorted by last words; every sentence is
   *     taken to begin with {@code order - 1} start words
   */
  static Records sort(Corpus corpus, WordNumbers words, int order, WorkFolder folder, long memory)
      throws IOException {
    RecordSorter sorter =
        RecordSorter.summing(folder, order + 1, RecordOrder.suffix(order), memory);
    int[] ngram = new int[order + 1];
    int[] number = new int[1];
    startSentence(ngram, order);
    try (Records text = corpus.read()) {
      while (text.next(number)) {
        System.arraycopy(ngram, 1, ngram, 0, order - 1);
        ngram[order - 1] = words.of(number[0]);
        ngram[order] = 1;
        sorter.add(ngram);
        if (number[0] == Corpus.END) {
          startSentence(ngram, order);
        }
      }
    }
    return sorter.sorted();
  }

  private static void startSentence(int[] ngram, int order) {
    Arrays.fill(ngram, 0, order, WordNumbers.START);
  }
}
