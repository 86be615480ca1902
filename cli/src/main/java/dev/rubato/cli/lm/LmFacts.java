package dev.rubato.cli.lm;

import dev.rubato.engine.lm.ngram.NgramModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A language model file in one line. Stateless; may be shared between threads. */
final class LmFacts {
  private LmFacts() {}

  /** Name, size and numbers of n-grams. */
  static String of(NgramModel model, Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%s: %,d bytes,", file, Files.size(file)));
    for (int n = 1; n <= model.order(); n++) {
      text.append(
          String.format(Locale.ROOT, "%s %,d %d-grams", n == 1 ? "" : ",", model.ngrams(n), n));
    }
    return text.toString();
  }
}
