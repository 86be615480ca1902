package dev.rubato.training.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rubato.training.BadInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Collects the distinct words of manifests and text files. Not safe for use by several threads at
 * once.
 */
public final class WordList {
  private static final ObjectMapper JSON = new ObjectMapper();

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
    boolean manifest = file.toString().endsWith(".jsonl") || file.toString().endsWith(".json");
    try (BufferedReader in = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        if (!line.isBlank()) {
          add(manifest ? text(line, file, number) : line);
        }
      }
    } catch (CharacterCodingException e) {
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

  private static String text(String line, Path file, int number) throws IOException {
    try {
      JsonNode text = JSON.readTree(line).get("text");
      if (text != null && text.isTextual()) {
        return text.textValue();
      }
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new BadInputException(malformed(file, number), e);
    }
    throw new BadInputException(malformed(file, number));
  }

  private static String malformed(Path file, int number) {
    return "%s:%d: a manifest line is a JSON object with a string \"text\"".formatted(file, number);
  }
}
