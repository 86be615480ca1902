package dev.rubato.engine.lm.estimate;

import java.util.Locale;

/**
 * What is taken off counts of 1, 2 and 3 or more, from how many n-grams have a count of 1 to 4
 * (Chen and Goodman 1998, section 3, "modified Kneser-Ney smoothing"). Immutable; may be shared
 * between threads.
 *
 * @param one taken off a count of 1
 * @param two taken off a count of 2
 * @param more taken off greater counts
 */
record Discounts(double one, double two, double more) {
  /** For texts too small or too regular to tell: what large texts have, roughly. */
  private static final Discounts USUAL = new Discounts(0.5, 1, 1.5);

  /**
   * Estimates the discounts.
   *
   * @param counts how many n-grams have a count of 1, 2, 3 and 4, at those indices
   */
  static Discounts of(long[] counts) {
    for (int count = 1; count <= 4; count++) {
      if (counts[count] == 0) {
        return USUAL;
      }
    }
    double y = counts[1] / (counts[1] + 2.0 * counts[2]);
    Discounts discounts =
        new Discounts(discount(1, y, counts), discount(2, y, counts), discount(3, y, counts));
    return discounts.one() < 0 || discounts.two() < 0 || discounts.more() < 0 ? USUAL : discounts;
  }

  private static double discount(int count, double y, long[] counts) {
    return count - (count + 1) * y * counts[count + 1] / counts[count];
  }

  /** What is taken off a count. */
  double of(int count) {
    return switch (count) {
      case 0 -> 0;
      case 1 -> one;
      case 2 -> two;
      default -> more;
    };
  }

  /** True if the text was too small or too regular for an estimate. */
  boolean assumed() {
    return this == USUAL;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%.4f %.4f %.4f%s", one, two, more, assumed() ? " (assumed)" : "");
  }
}
