package dev.rubato.training.synthesis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Chooses the sentences to be spoken, so that rare words are covered early: of a few lines drawn at
 * random the one is taken whose words were chosen least so far, and the others are put aside.
 * Starts over with another shuffle when all lines have been drawn. Not safe for use by several
 * threads at once.
 */
final class PromptSelector {
  /** More would cover more words, and leave fewer ordinary sentences. */
  private static final int MOST_CANDIDATES = 16;

  /** In a small text each line still gets its turn. */
  private static final int ROUNDS_PER_SHUFFLE = 4;

  /** Lines are scored as if they had this many more common words, lest short ones win. */
  private static final int COMMON_WORDS = 6;

  private final List<String> lines;
  private final Map<String, Integer> occurrences = new HashMap<>();
  private final Map<String, Integer> chosen = new HashMap<>();
  private final Random random;
  private final int candidates;
  private int next;

  /**
   * Makes a selector.
   *
   * @param lines plain sentences, at least one
   * @param seed equal seeds and lines choose equally
   */
  PromptSelector(List<String> lines, long seed) {
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one line");
    }
    this.lines = new ArrayList<>(lines);
    this.random = new Random(seed);
    this.candidates = Math.max(1, Math.min(MOST_CANDIDATES, lines.size() / ROUNDS_PER_SHUFFLE));
    for (String line : lines) {
      words(line).forEach(word -> occurrences.merge(word, 1, Integer::sum));
    }
    Collections.shuffle(this.lines, random);
  }

  /** The next sentence. */
  String choose() {
    String line = draw();
    double score = score(line);
    for (int i = 1; i < candidates; i++) {
      String other = draw();
      double otherScore = score(other);
      if (otherScore > score) {
        line = other;
        score = otherScore;
      }
    }
    words(line).forEach(word -> chosen.merge(word, 1, Integer::sum));
    return line;
  }

  private String draw() {
    if (next == lines.size()) {
      Collections.shuffle(lines, random);
      next = 0;
    }
    return lines.get(next++);
  }

  private double score(String line) {
    List<String> words = words(line);
    double sum = 0;
    for (String word : words) {
      // A word that the text has only once is too often a misprint.
      if (occurrences.get(word) > 1) {
        sum += 1.0 / (1 + chosen.getOrDefault(word, 0));
      }
    }
    return sum / (words.size() + COMMON_WORDS);
  }

  private static List<String> words(String line) {
    return Arrays.asList(line.split(" "));
  }
}
