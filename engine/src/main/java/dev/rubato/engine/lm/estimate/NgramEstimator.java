package dev.rubato.engine.lm.estimate;

import dev.rubato.engine.lm.LanguageModelException;
import dev.rubato.engine.lm.ngram.NgramSink;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Estimates an n-gram model with interpolated modified Kneser-Ney smoothing (Chen and Goodman 1998)
 * from text, one sentence per line. Unigrams are smoothed with the uniform distribution over all
 * words but {@code <s>}; this gives {@code <unk>} its probability. Not safe for use by several
 * threads at once.
 */
public final class NgramEstimator implements AutoCloseable {
  private static final long PROGRESS_SENTENCES = 1_000_000;

  private final EstimatorOptions options;
  private final Progress progress;
  private final WorkFolder folder;
  private final Corpus corpus;
  private final int order;

  /** Prepares an estimation; makes a temporary folder that {@link #close} deletes. */
  public NgramEstimator(EstimatorOptions options, Progress progress) throws IOException {
    this.options = options;
    this.progress = progress;
    this.order = options.order();
    this.folder = new WorkFolder(options.temporary());
    this.corpus = new Corpus(folder);
  }

  /** Takes text: a sentence per line, words separated by white space, already normalised. */
  public void read(BufferedReader text) throws IOException {
    for (String line = text.readLine(); line != null; line = text.readLine()) {
      corpus.add(line);
      if (corpus.sentences() > 0 && corpus.sentences() % PROGRESS_SENTENCES == 0) {
        progress.report("read " + describe());
      }
    }
  }

  private String describe() {
    return String.format(
        Locale.ROOT,
        "%,d sentences, %,d words, %,d different",
        corpus.sentences(),
        corpus.tokens(),
        corpus.numbers().size());
  }

  /**
   * Estimates the model from all text read so far; called once.
   *
   * @param sink takes the model
   * @throws LanguageModelException if there was no text
   */
  public void estimate(NgramSink sink) throws IOException {
    if (corpus.sentences() == 0) {
      throw new LanguageModelException("there is no text: give sentences, one per line");
    }
    progress.report("read " + describe());
    WordNumbers words = WordNumbers.choose(corpus, options);
    List<Records> ngrams = new ArrayList<>();
    List<Records> contexts = new ArrayList<>();
    discount(words, ngrams, contexts);
    progress.report("mixing orders");
    FinishedNgrams finished = new FinishedNgrams(folder, order);
    // Every word but <s> can follow a context.
    double uniform = 1.0 / (words.words().size() - 1);
    new Interpolation(ngrams, contexts, uniform, finished::add).run();
    finished.give(words.words(), sink);
  }

  private void discount(WordNumbers words, List<Records> ngrams, List<Records> contexts)
      throws IOException {
    // Three sorters per order are open at the same time.
    long memory = options.memoryBytes() / (2L * order + 1);
    List<RecordSorter> byContext = new ArrayList<>();
    for (int n = 1; n <= order; n++) {
      byContext.add(RecordSorter.keeping(folder, n + 2, RecordOrder.context(n), memory));
    }
    long[][] countsOfCounts = count(words, byContext, memory);
    for (int n = 1; n <= order; n++) {
      Discounts discounts = Discounts.of(countsOfCounts[n]);
      progress.report("%d-grams: discounts %s".formatted(n, discounts));
      RecordSorter bySuffix = RecordSorter.keeping(folder, n + 3, RecordOrder.suffix(n), memory);
      Path contextFile = folder.file();
      try (RecordWriter contextWriter = new RecordWriter(contextFile, n);
          Records counts = byContext.set(n - 1, null).sorted()) {
        ContextPass.Target target = target(bySuffix, contextWriter);
        new ContextPass(n, discounts, options.cutoff(n), target).run(counts);
      }
      ngrams.add(bySuffix.sorted());
      if (n > 1) {
        contexts.add(new RecordReader(contextFile, n));
      }
    }
  }

  private static ContextPass.Target target(RecordSorter ngrams, RecordWriter contexts) {
    return new ContextPass.Target() {
      @Override
      public void ngram(int[] record) throws IOException {
        ngrams.add(record);
      }

      @Override
      public void context(int[] record) throws IOException {
        contexts.write(record, 0);
      }
    };
  }

  /** Fills the sorters; returns by order how many n-grams have a count of 1, 2, 3 and 4. */
  private long[][] count(WordNumbers words, List<RecordSorter> byContext, long memory)
      throws IOException {
    long[][] countsOfCounts = new long[order + 1][5];
    boolean[] seen = new boolean[words.words().size()];
    AdjustedCounts adjusted =
        new AdjustedCounts(
            order,
            (ngram, begin, n, count, occurrences) -> {
              int[] record = new int[n + 2];
              System.arraycopy(ngram, begin, record, 0, n);
              record[n] = count;
              record[n + 1] = occurrences;
              byContext.get(n - 1).add(record);
              if (count < 5) {
                countsOfCounts[n][count]++;
              }
              if (n == 1) {
                seen[record[0]] = true;
              }
            });
    try (Records sorted = LongestNgrams.sort(corpus, words, order, folder, memory)) {
      progress.report("counting");
      adjusted.count(sorted);
    }
    for (int word = 0; word < seen.length; word++) {
      if (!seen[word]) {
        long occurrences = word == WordNumbers.START ? corpus.sentences() : 0;
        byContext.get(0).add(new int[] {word, 0, (int) Math.min(Integer.MAX_VALUE, occurrences)});
      }
    }
    return countsOfCounts;
  }

  @Override
  public void close() throws IOException {
    corpus.close();
    folder.close();
  }
}
