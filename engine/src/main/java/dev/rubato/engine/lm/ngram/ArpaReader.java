package dev.rubato.engine.lm.ngram;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rubato.engine.lm.LanguageModel;
import dev.rubato.engine.lm.LanguageModelException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads ARPA files as SRILM, KenLM, IRSTLM and the CMU toolkit write them: text before {@code
 * \data\}, tabs or spaces, missing backing-off weights, {@code -inf}, special words in any case,
 * either line ending. Every defect is reported with its line. Not safe for use by several threads
 * at once.
 */
public final class ArpaReader {
  private static final int MAX_ORDER = 9;
  private static final float LEAST = -99;
  // Some tools round a probability of one upwards.
  private static final float ROUNDING = 1e-3f;

  private final String name;
  private final BufferedReader in;
  private final NgramSink sink;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final ArpaLine line = new ArpaLine();
  private long lineNumber;
  private String current = "";

  private ArpaReader(String name, InputStream in, NgramSink sink) {
    this.name = name;
    this.in = new BufferedReader(new InputStreamReader(in, UTF_8), 1 << 16);
    this.sink = sink;
  }

  /**
   * Reads a whole file.
   *
   * @param name what messages call it
   * @param in the text, already decompressed; read to its end, not closed
   * @param sink takes the n-grams
   * @throws LanguageModelException if it is not a complete ARPA file
   */
  public static void read(String name, InputStream in, NgramSink sink) throws IOException {
    new ArpaReader(name, in, sink).read();
  }

  private void read() throws IOException {
    long[] counts = header();
    sink.begin(counts);
    for (int n = 1; n <= counts.length; n++) {
      section(n, counts);
    }
    if (!current.equals("\\end\\")) {
      throw defect("expected \\end\\");
    }
    sink.end();
  }

  private long[] header() throws IOException {
    next();
    while (!current.equals("\\data\\")) {
      if (current.startsWith("iARPA") || current.startsWith("qARPA")) {
        throw defect(
            "this is IRSTLM's own variant of the format; convert it with: compile-lm --text=yes");
      }
      next();
    }
    long[] counts = new long[MAX_ORDER];
    int order = 0;
    for (next(); current.startsWith("ngram"); next()) {
      String[] parts = current.substring("ngram".length()).split("=", -1);
      try {
        int n = Integer.parseInt(parts[0].strip());
        if (parts.length != 2 || n != order + 1 || n > MAX_ORDER) {
          throw defect("expected \"ngram %d=COUNT\", at most %d".formatted(order + 1, MAX_ORDER));
        }
        counts[n - 1] = Long.parseLong(parts[1].strip());
        order = n;
      } catch (NumberFormatException e) {
        throw defect("expected \"ngram %d=COUNT\"".formatted(order + 1));
      }
    }
    if (order == 0) {
      throw defect("expected \"ngram 1=COUNT\"");
    }
    return java.util.Arrays.copyOf(counts, order);
  }

  private void section(int n, long[] counts) throws IOException {
    if (!current.equals("\\" + n + "-grams:")) {
      throw defect("expected \\%d-grams:".formatted(n));
    }
    int[] words = new int[n];
    long found = 0;
    for (next(); !current.startsWith("\\"); next()) {
      line.split(current);
      entry(n, n == counts.length, words);
      found++;
    }
    if (found != counts[n - 1]) {
      throw defect(
          "the header promised %d %d-grams, but there are %d".formatted(counts[n - 1], n, found));
    }
  }

  private void entry(int n, boolean highest, int[] words) {
    if (line.size() != n + 1 && line.size() != n + 2) {
      throw defect(
          "expected a log-probability, %d words and perhaps a backing-off weight".formatted(n));
    }
    float logProb = number(line.field(0));
    if (logProb > ROUNDING) {
      throw defect("a log-probability must not be positive, but is " + logProb);
    }
    float backoff = line.size() == n + 2 && !highest ? number(line.field(n + 1)) : 0;
    if (n == 1) {
      String word = special(line.field(1));
      if (numbers.putIfAbsent(word, numbers.size()) != null) {
        throw defect("the word \"%s\" is listed twice".formatted(word));
      }
      sink.unigram(word, Math.min(0, logProb), backoff, 0);
      return;
    }
    for (int i = 0; i < n; i++) {
      Integer word = numbers.get(special(line.field(i + 1)));
      if (word == null) {
        throw defect("the word \"%s\" is not among the 1-grams".formatted(line.field(i + 1)));
      }
      words[i] = word;
    }
    sink.ngram(words, n, Math.min(0, logProb), backoff, 0);
  }

  private float number(String text) {
    float value;
    try {
      value = text.equals("-inf") ? LEAST : Float.parseFloat(text);
    } catch (NumberFormatException e) {
      throw defect("\"%s\" is not a number".formatted(text));
    }
    if (Float.isNaN(value) || value == Float.POSITIVE_INFINITY) {
      throw defect("\"%s\" is not a finite number".formatted(text));
    }
    return Math.max(LEAST, value);
  }

  private static String special(String word) {
    if (word.startsWith("<") && word.endsWith(">")) {
      String lower = word.toLowerCase(Locale.ROOT);
      if (lower.equals(LanguageModel.START)
          || lower.equals(LanguageModel.END)
          || lower.equals(LanguageModel.UNKNOWN)) {
        return lower;
      }
    }
    return word;
  }

  /** Goes to the next line that is not empty. */
  private void next() throws IOException {
    do {
      String read = in.readLine();
      lineNumber++;
      if (read == null) {
        current = "the end of the file";
        throw defect(
            lineNumber == 1 ? "the file is empty" : "the file is cut off or is no ARPA file");
      }
      current = read.trim();
    } while (current.isEmpty());
  }

  private LanguageModelException defect(String what) {
    String shown = current.length() <= 60 ? current : current.substring(0, 60) + "...";
    return new LanguageModelException(
        "%s, line %d: %s (here: %s)".formatted(name, lineNumber, what, shown));
  }
}
