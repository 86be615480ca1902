package dev.rubato.training.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Pronunciations for the auxiliary phone targets of training. Immutable; may be shared between
 * threads. Symbol 0 is silence (in the HMM topology) or blank (in CTC).
 */
public final class Lexicon {
  private final List<String> phones;
  private final Map<String, int[]> words;

  private Lexicon(List<String> phones, Map<String, int[]> words) {
    this.phones = phones;
    this.words = words;
  }

  /**
   * Reads lines of {@code word<TAB>phone phone ...}.
   *
   * @param file text file in UTF-8
   */
  public static Lexicon read(Path file) throws IOException {
    Map<String, String[]> spelled = new HashMap<>();
    TreeSet<String> inventory = new TreeSet<>();
    for (String line : Files.readAllLines(file)) {
      int tab = line.indexOf('\t');
      if (tab <= 0 || tab == line.length() - 1) {
        continue;
      }
      String[] pronunciation = line.substring(tab + 1).trim().split(" +");
      inventory.addAll(List.of(pronunciation));
      spelled.put(line.substring(0, tab), pronunciation);
    }
    List<String> phones = new ArrayList<>();
    phones.add("sil");
    phones.addAll(inventory);
    Map<String, Integer> indices = new HashMap<>();
    for (int i = 0; i < phones.size(); i++) {
      indices.put(phones.get(i), i);
    }
    Map<String, int[]> words = new HashMap<>();
    spelled.forEach(
        (word, pronunciation) -> {
          int[] symbols = new int[pronunciation.length];
          for (int i = 0; i < symbols.length; i++) {
            symbols[i] = indices.get(pronunciation[i]);
          }
          words.put(word, symbols);
        });
    return new Lexicon(List.copyOf(phones), words);
  }

  /** Number of symbols, silence included. */
  public int size() {
    return phones.size();
  }

  /** Phones in the order of their symbols. */
  public List<String> phones() {
    return phones;
  }

  /**
   * Phones of every word of a text.
   *
   * @return one array per word, or null if a word is not in the lexicon
   */
  public List<int[]> pronounce(String text) {
    List<int[]> pronunciations = new ArrayList<>();
    for (String word : text.trim().split(" +")) {
      int[] phonesOfWord = words.get(word);
      if (phonesOfWord == null) {
        return null;
      }
      pronunciations.add(phonesOfWord);
    }
    return pronunciations;
  }
}
