package dev.rubato.training.synthesis;

import dev.rubato.training.BadInputException;
import dev.rubato.training.text.PlainText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads sentences to be spoken. Stateless; may be shared between threads. */
final class PromptReader {
  private static final int LEAST_WORDS = 2;
  private static final int MOST_WORDS = 20;

  private PromptReader() {}

  /**
   * The lines of a text file that can be spoken, in plain form: 2 to 20 words, no digits.
   *
   * @throws BadInputException if there is none, or the file is no UTF-8 text
   * @throws IOException if the file cannot be read
   */
  static List<String> read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new BadInputException(file + " is a folder; give a text file");
    }
    List<String> prompts;
    try (Stream<String> lines = Files.lines(file)) {
      prompts =
          lines
              .map(PlainText::of)
              .flatMap(Optional::stream)
              .filter(PromptReader::hasGoodLength)
              .toList();
    } catch (UncheckedIOException e) {
      throw new BadInputException(file + " is no UTF-8 text; give one sentence per line", e);
    }
    if (prompts.isEmpty()) {
      throw new BadInputException(
          "%s has no line of %d to %d words without digits; give one sentence per line"
              .formatted(file, LEAST_WORDS, MOST_WORDS));
    }
    return prompts;
  }

  private static boolean hasGoodLength(String line) {
    long words = 1 + line.chars().filter(c -> c == ' ').count();
    return words >= LEAST_WORDS && words <= MOST_WORDS;
  }
}
