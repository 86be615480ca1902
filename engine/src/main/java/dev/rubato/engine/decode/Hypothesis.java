package dev.rubato.engine.decode;

import dev.rubato.engine.Word;
import java.util.List;

/**
 * One of several readings of an utterance. Immutable; may be shared between threads.
 *
 * @param words its words, oldest first
 * @param score natural logarithm of the probability of all its alignments, language model, bonuses
 *     and hotwords included; comparable within the utterance only
 */
public record Hypothesis(List<Word> words, double score) {

  /** Copies the words. */
  public Hypothesis {
    words = List.copyOf(words);
  }

  /** The words as one line, separated by single spaces. */
  public String text() {
    return Word.join(words);
  }
}
