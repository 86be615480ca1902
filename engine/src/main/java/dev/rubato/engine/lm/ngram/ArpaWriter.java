package dev.rubato.engine.lm.ngram;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes an ARPA file (the n-gram format of the CMU and SRI toolkits; base-10 logarithms). Not safe
 * for use by several threads at once.
 */
public final class ArpaWriter implements NgramSink, AutoCloseable {
  private final BufferedWriter out;
  private final List<String> words = new ArrayList<>();
  private int order;
  private int section;

  /** Writes to a stream, which {@link #close} closes. */
  public ArpaWriter(OutputStream out) {
    this.out = new BufferedWriter(new OutputStreamWriter(out, UTF_8), 1 << 16);
  }

  @Override
  public void begin(long[] counts) {
    order = counts.length;
    write("\\data\\\n");
    for (int n = 1; n <= order; n++) {
      write("ngram " + n + "=" + counts[n - 1] + "\n");
    }
    section(1);
  }

  @Override
  public void unigram(String word, float logProb, float backoff, float count) {
    words.add(word);
    write(logProb + "\t" + word + (order > 1 && backoff != 0 ? "\t" + backoff + "\n" : "\n"));
  }

  @Override
  public void ngram(int[] ngram, int n, float logProb, float backoff, float count) {
    while (section < n) {
      section(section + 1);
    }
    StringBuilder line = new StringBuilder().append(logProb);
    for (int i = 0; i < n; i++) {
      line.append(i == 0 ? '\t' : ' ').append(words.get(ngram[i]));
    }
    if (n < order && backoff != 0) {
      line.append('\t').append(backoff);
    }
    write(line.append('\n').toString());
  }

  @Override
  public void end() {
    while (section < order) {
      section(section + 1);
    }
    write("\n\\end\\\n");
  }

  private void section(int n) {
    section = n;
    write("\n\\" + n + "-grams:\n");
  }

  private void write(String text) {
    try {
      out.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
