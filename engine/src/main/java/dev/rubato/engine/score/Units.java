package dev.rubato.engine.score;

import java.util.List;

/** Cuts texts into what is compared. Stateless; may be shared between threads. */
final class Units {
  private Units() {}

  /** The words of a text: what white space separates. */
  static List<String> words(String text) {
    String stripped = text.strip();
    return stripped.isEmpty() ? List.of() : List.of(stripped.split("\\s+"));
  }

  /** The characters of a text, with one space between words. */
  static List<String> characters(String text) {
    return String.join(" ", words(text)).codePoints().mapToObj(Character::toString).toList();
  }
}
