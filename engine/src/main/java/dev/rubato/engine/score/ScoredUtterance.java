package dev.rubato.engine.score;

import java.util.List;

/**
 * One utterance's errors. Immutable; may be shared between threads.
 *
 * @param corpus which corpus it belongs to; empty if unknown
 * @param words errors in words, normalised
 * @param characters errors in characters, normalised, spaces between words included
 * @param rawWords errors in words without normalisation
 */
public record ScoredUtterance(
    String corpus, ErrorCounts words, ErrorCounts characters, ErrorCounts rawWords) {

  /** Compares two texts. */
  public static ScoredUtterance of(
      String corpus, String reference, String hypothesis, TextNormalizer normalizer) {
    String left = normalizer.apply(reference);
    String right = normalizer.apply(hypothesis);
    return new ScoredUtterance(
        corpus,
        Alignment.count(Units.words(left), Units.words(right)),
        Alignment.count(Units.characters(left), Units.characters(right)),
        Alignment.count(Units.words(reference), Units.words(hypothesis)));
  }

  /** The alignment of the words of two texts. */
  public static Alignment align(String reference, String hypothesis, TextNormalizer normalizer) {
    List<String> left = Units.words(normalizer.apply(reference));
    return Alignment.of(left, Units.words(normalizer.apply(hypothesis)));
  }
}
