package dev.rubato.cli.lm;

import dev.rubato.engine.lm.LanguageModelException;
import dev.rubato.engine.lm.ngram.NgramModel;
import dev.rubato.engine.lm.ngram.NgramModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import picocli.CommandLine.Option;

/** Options about the file that a command writes. Filled by picocli; used by one thread. */
final class LmOutput {
  @Option(
      names = "--bits",
      paramLabel = "N",
      defaultValue = "8",
      description =
          "Bits of a number in a binary model, 2 to 16. Default: ${DEFAULT-VALUE}, which loses next"
              + " to nothing.")
  private int bits;

  /** Writes a file beside its final place. */
  @FunctionalInterface
  interface Writer {
    /** Writes the file. */
    void write(Path file) throws IOException;
  }

  /** Checks the options before long work begins. */
  void check(Path file) {
    if (bits < 2 || bits > 16) {
      throw new LanguageModelException("--bits must be between 2 and 16, but is " + bits);
    }
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file) || !Files.isDirectory(folder)) {
      throw new LanguageModelException(
          file + ": cannot be written; name a file in a folder that exists");
    }
  }

  /** True if a name asks for an ARPA file. */
  static boolean isArpa(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".arpa") || name.endsWith(".arpa.gz");
  }

  /** Saves a model in the format that the name asks for. */
  void save(NgramModel model, Path file) throws IOException {
    whole(
        file,
        part -> {
          if (isArpa(file)) {
            NgramModels.saveArpa(model, part);
          } else {
            NgramModels.saveBinary(model, part, bits);
          }
        });
  }

  /** Writes a file so that it is there whole or not at all. */
  static void whole(Path file, Writer writer) throws IOException {
    Path part = file.resolveSibling("." + file.getFileName() + ".part" + extension(file));
    try {
      writer.write(part);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static String extension(Path file) {
    return file.toString().endsWith(".gz") ? ".gz" : "";
  }
}
