package dev.rubato.training.text;

import dev.rubato.engine.score.ManifestEntry;
import dev.rubato.engine.score.ManifestReader;
import dev.rubato.training.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Collects the distinct words of manifests and text files. Not safe for use by several threads at
 * once.
 */
public final class WordList {
  private final SortedSet<String> words = new TreeSet<>();
  private int skippedLines;

  /**
   * Adds the words of a file.
   *
   * @param file a manifest, one JSON object with a {@code text} per line, if its name ends in
   *     {@code .jsonl} or {@code .json}; plain text otherwise
   * @throws BadInputException if a line of a manifest is malformed or the file is no UTF-8 text;
   *     the message names the line
   * @throws IOException if the file cannot be read
   */
  public void addFile(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new BadInputException(file + " is a folder; give a manifest or a text file");
    }
    if (file.toString().endsWith(".jsonl") || file.toString().endsWith(".json")) {
      for (ManifestEntry entry : ManifestReader.read(file)) {
        add(entry.text());
      }
      return;
    }
    try (Stream<String> lines = Files.lines(file)) {
      lines.filter(line -> !line.isBlank()).forEach(this::add);
    } catch (UncheckedIOException e) {
      throw new BadInputException(file + " is no UTF-8 text; give a manifest or a text file", e);
    }
  }

  /** The distinct words so far, sorted. */
  public SortedSet<String> words() {
    return Collections.unmodifiableSortedSet(words);
  }

  /** How many lines were left out because they have digits or letters outside {@code a-z}. */
  public int skippedLines() {
    return skippedLines;
  }

  private void add(String line) {
    Optional<String> plain = PlainText.of(line);
    if (plain.isEmpty()) {
      skippedLines++;
    } else {
      words.addAll(Arrays.asList(plain.get().split(" ")));
    }
  }
}
