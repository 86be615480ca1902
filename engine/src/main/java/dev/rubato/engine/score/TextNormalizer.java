package dev.rubato.engine.score;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What may differ between two texts without being an error. A word error rate is only comparable
 * with others of the same normalisation, so results name it. May be shared between threads.
 */
public enum TextNormalizer {
  /** Nothing: texts are compared as they are. */
  RAW {
    @Override
    public String apply(String text) {
      return text;
    }
  },

  /**
   * Case, punctuation and the form of Unicode characters do not count; apostrophes within words do.
   * Right for any language.
   */
  PLAIN {
    @Override
    public String apply(String text) {
      String folded =
          Normalizer.normalize(text, Normalizer.Form.NFKC)
              .toLowerCase(Locale.ROOT)
              .replace('’', '\'');
      return folded
          .replaceAll("(?<![\\p{L}\\p{N}])'|'(?![\\p{L}\\p{N}])", " ")
          .replaceAll("[^\\p{L}\\p{M}\\p{N}']+", " ")
          .strip();
    }
  },

  /** As {@link #PLAIN}, and English titles count the same written out or short (mr and mister). */
  ENGLISH {
    @Override
    public String apply(String text) {
      return Units.words(PLAIN.apply(text)).stream()
          .map(word -> TITLES.getOrDefault(word, word))
          .collect(Collectors.joining(" "));
    }
  };

  private static final Map<String, String> TITLES =
      Map.of("mr", "mister", "mrs", "missus", "missis", "missus", "dr", "doctor");

  /** The text in the form in which texts are compared. */
  public abstract String apply(String text);
}
