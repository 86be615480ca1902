package dev.rubato.model;

/** A text with a character for which the vocabulary has no symbol. */
public final class UnencodableTextException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int codePoint;

  UnencodableTextException(int codePoint, String text) {
    super(
        "the vocabulary has no symbol for '%s' (U+%04X, %s) in \"%s\""
            .formatted(Character.toString(codePoint), codePoint, name(codePoint), text));
    this.codePoint = codePoint;
  }

  /** The Unicode code point that has no symbol. */
  public int codePoint() {
    return codePoint;
  }

  private static String name(int codePoint) {
    String name = Character.getName(codePoint);
    return name == null ? "unassigned" : name.toLowerCase(java.util.Locale.ROOT);
  }
}
