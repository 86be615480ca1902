package dev.rubato.model.graph;

/**
 * The smallest and the largest input of a linear map that a quantised graph can tell apart; what
 * lies outside is cut off. Immutable; may be shared between threads.
 *
 * @param smallest at most 0
 * @param largest at least 0, and above the smallest
 */
public record ActivationRange(float smallest, float largest) {
  private static final int STEPS = 255;

  /** Validates both ends. */
  public ActivationRange {
    boolean finite = Float.isFinite(smallest) && Float.isFinite(largest);
    if (!finite || smallest > 0 || largest < 0 || smallest == largest) {
      throw new IllegalArgumentException(
          "a range of activations must contain 0 and more, but is %s to %s"
              .formatted(smallest, largest));
    }
  }

  /** The range that contains both. */
  ActivationRange union(ActivationRange other) {
    return new ActivationRange(
        Math.min(smallest, other.smallest), Math.max(largest, other.largest));
  }

  /** Width of a quantisation step. */
  float scale() {
    return (largest - smallest) / STEPS;
  }

  /** The step that stands for 0. */
  int zeroPoint() {
    return Math.round(-smallest / scale());
  }
}
