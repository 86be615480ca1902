package dev.rubato.engine.lm.estimate;

import dev.rubato.engine.lm.LanguageModel;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.StringTokenizer;

/**
 * The text as numbers on disk, so that it is read once even if it comes through a pipe. Words are
 * numbered as they first occur; every sentence ends with {@link #END}. Not safe for use by several
 * threads at once.
 */
final class Corpus implements Closeable {
  /** Number that ends a sentence. */
  static final int END = -1;

  /** Number of words that the text itself calls unknown. */
  static final int UNKNOWN = -2;

  private final Path file;
  private final RecordWriter writer;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final int[] number = new int[1];
  private int[] counts = new int[1024];
  private long tokens;
  private long sentences;

  Corpus(WorkFolder folder) throws IOException {
    this.file = folder.file();
    this.writer = new RecordWriter(file, 1);
  }

  /** Takes a sentence: words with white space between them. Empty ones are left out. */
  void add(String sentence) throws IOException {
    StringTokenizer words = new StringTokenizer(sentence);
    boolean empty = true;
    while (words.hasMoreTokens()) {
      String word = words.nextToken();
      // Some texts mark the edges of sentences; the estimator does that itself.
      if (!word.equals(LanguageModel.START) && !word.equals(LanguageModel.END)) {
        write(word.equals(LanguageModel.UNKNOWN) ? UNKNOWN : count(word));
        tokens++;
        empty = false;
      }
    }
    if (!empty) {
      write(END);
      sentences++;
    }
  }

  private int count(String word) {
    Integer known = numbers.get(word);
    if (known == null) {
      known = numbers.size();
      numbers.put(word, known);
      if (known == counts.length) {
        counts = Arrays.copyOf(counts, 2 * known);
      }
    }
    counts[known] = Math.min(Integer.MAX_VALUE - 1, counts[known]) + 1;
    return known;
  }

  private void write(int value) throws IOException {
    number[0] = value;
    writer.write(number, 0);
  }

  /** Words and how often they occur, by number. */
  Map<String, Integer> numbers() {
    return numbers;
  }

  int count(int word) {
    return counts[word];
  }

  long tokens() {
    return tokens;
  }

  long sentences() {
    return sentences;
  }

  /** Ends writing and reads the numbers from the start. */
  Records read() throws IOException {
    writer.close();
    return new RecordReader(file, 1);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
