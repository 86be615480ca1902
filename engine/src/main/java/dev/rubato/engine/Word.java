package dev.rubato.engine;

import static java.util.Objects.requireNonNull;

/**
 * A recognised word. Immutable; may be shared between threads.
 *
 * @param text the word as the vocabulary spells it, without spaces
 * @param start where it begins, seconds from the start of the stream
 * @param end where it ends, seconds from the start of the stream
 * @param confidence how sure the model is, in [0, 1]
 */
public record Word(String text, double start, double end, double confidence) {

  /** Checks that the word has a text, an extent and a probability. */
  public Word {
    requireNonNull(text, "text is null");
    if (!(start >= 0 && end >= start)) {
      throw new IllegalArgumentException(
          "a word needs 0 <= start <= end, but start is %s s and end is %s s"
              .formatted(start, end));
    }
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence must be in [0, 1], but is " + confidence);
    }
  }

  /** The words as one line of text, separated by single spaces. */
  public static String join(Iterable<Word> words) {
    StringBuilder line = new StringBuilder();
    for (Word word : words) {
      line.append(line.isEmpty() ? "" : " ").append(word.text());
    }
    return line.toString();
  }
}
