package dev.rubato.training.lexicon;

import dev.rubato.training.BadInputException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The phones of each word. As a file: one line {@code word<TAB>phone phone ...} per word, sorted by
 * word. Immutable; may be shared between threads.
 *
 * @param words phones of each word, sorted by word
 */
public record Lexicon(SortedMap<String, List<String>> words) {

  /** Copies the words. */
  public Lexicon {
    SortedMap<String, List<String>> copy = new TreeMap<>();
    words.forEach((word, phones) -> copy.put(word, List.copyOf(phones)));
    words = Collections.unmodifiableSortedMap(copy);
  }

  /**
   * Reads a lexicon file.
   *
   * @throws BadInputException if a line is malformed or a word comes twice; the message names the
   *     line
   * @throws IOException if the file cannot be read
   */
  public static Lexicon read(Path file) throws IOException {
    TreeMap<String, List<String>> words = new TreeMap<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      int tab = line.indexOf('\t');
      if (tab <= 0 || tab == line.length() - 1) {
        throw new BadInputException(
            "%s:%d: a lexicon line is 'word<TAB>phone phone ...', but this is '%s'"
                .formatted(file, number, line));
      }
      String word = line.substring(0, tab);
      if (words.put(word, List.of(line.substring(tab + 1).split(" "))) != null) {
        throw new BadInputException(
            "%s:%d: the word '%s' comes twice".formatted(file, number, word));
      }
    }
    return new Lexicon(words);
  }

  /**
   * Writes the lexicon file, whole or not at all.
   *
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    Path part = absolute.resolveSibling(absolute.getFileName() + ".part");
    try (BufferedWriter out = Files.newBufferedWriter(part)) {
      for (Map.Entry<String, List<String>> entry : words.entrySet()) {
        out.write(entry.getKey() + "\t" + String.join(" ", entry.getValue()) + "\n");
      }
    }
    Files.move(part, absolute, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** How often each phone occurs, sorted by phone. */
  public SortedMap<String, Integer> phoneCounts() {
    SortedMap<String, Integer> counts = new TreeMap<>();
    words.values().forEach(phones -> phones.forEach(p -> counts.merge(p, 1, Integer::sum)));
    return counts;
  }
}
