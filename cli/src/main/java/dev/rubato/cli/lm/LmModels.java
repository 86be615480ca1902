package dev.rubato.cli.lm;

import dev.rubato.engine.lm.LanguageModelException;
import dev.rubato.engine.lm.ngram.NgramModel;
import dev.rubato.engine.lm.ngram.NgramModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Opens the language models that a user names. Stateless; may be shared between threads. */
final class LmModels {
  private LmModels() {}

  /** Opens a model; if it is a model package, its {@code lm.bin}. */
  static NgramModel open(Path path) throws IOException {
    Path file = Files.isDirectory(path) ? path.resolve("lm.bin") : path;
    try {
      return NgramModels.open(file);
    } catch (NoSuchFileException e) {
      throw new LanguageModelException(file + ": no such file", e);
    }
  }
}
