package dev.rubato.engine.decode;

/**
 * A phrase that is more (or less) likely in a stream than elsewhere. Immutable; may be shared
 * between threads.
 *
 * @param phrase one or more words as plain text, in any case; names and words that no language
 *     model knows are welcome
 * @param weight how much more likely: 1 is a usual strength, 0 has no effect, a negative weight
 *     makes the phrase less likely
 */
public record Hotword(String phrase, double weight) {
  /** The usual strength. */
  public static final double USUAL = 1;

  /** A phrase with the usual strength. */
  public Hotword(String phrase) {
    this(phrase, USUAL);
  }
}
