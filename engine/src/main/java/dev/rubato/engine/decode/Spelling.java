package dev.rubato.engine.decode;

import dev.rubato.model.Vocabulary;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How a vocabulary writes words that come from elsewhere: as they are, else in lower, else in upper
 * case. Immutable; may be shared between threads.
 */
final class Spelling {
  private final Set<Character> characters = new HashSet<>();

  Spelling(Vocabulary vocabulary) {
    for (int symbol = 1; symbol < vocabulary.size(); symbol++) {
      String text = vocabulary.symbol(symbol).replace(vocabulary.wordDelimiter(), "");
      text.chars().forEach(character -> characters.add((char) character));
    }
  }

  /** The spelling of a word without delimiters; empty if the vocabulary cannot write it. */
  Optional<String> of(String word) {
    if (word.isEmpty()) {
      return Optional.empty();
    }
    if (unwritable(word) < 0) {
      return Optional.of(word);
    }
    String lower = word.toLowerCase(Locale.ROOT);
    if (unwritable(lower) < 0) {
      return Optional.of(lower);
    }
    String upper = word.toUpperCase(Locale.ROOT);
    return unwritable(upper) < 0 ? Optional.of(upper) : Optional.empty();
  }

  /** The first character that cannot be written in any case, or -1. */
  int unwritable(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (!characters.contains(word.charAt(i))) {
        return word.charAt(i);
      }
    }
    return -1;
  }
}
