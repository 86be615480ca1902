package dev.rubato.engine.score;

/**
 * Errors of hypotheses against references, in words or in characters. Immutable; may be shared
 * between threads.
 *
 * @param reference number of units in the references
 * @param substitutions reference units that were replaced by another
 * @param deletions reference units without a counterpart
 * @param insertions hypothesis units without a counterpart
 */
public record ErrorCounts(long reference, long substitutions, long deletions, long insertions) {
  /** Nothing compared yet. */
  public static final ErrorCounts NONE = new ErrorCounts(0, 0, 0, 0);

  /** Checks the counts. */
  public ErrorCounts {
    if (substitutions < 0 || deletions < 0 || insertions < 0) {
      throw new IllegalArgumentException("counts must not be negative");
    }
    if (substitutions + deletions > reference) {
      throw new IllegalArgumentException(
          "%d substitutions and %d deletions do not fit %d reference units"
              .formatted(substitutions, deletions, reference));
    }
  }

  /** All errors. */
  public long errors() {
    return substitutions + deletions + insertions;
  }

  /** Reference units that the hypothesis has. */
  public long correct() {
    return reference - substitutions - deletions;
  }

  /**
   * Errors per reference unit, which can exceed 1. Without any reference unit it is 0 if there are
   * no errors and 1 otherwise.
   */
  public double rate() {
    return reference == 0 ? Math.min(1, errors()) : (double) errors() / reference;
  }

  /** Both comparisons together. */
  public ErrorCounts plus(ErrorCounts other) {
    return new ErrorCounts(
        reference + other.reference,
        substitutions + other.substitutions,
        deletions + other.deletions,
        insertions + other.insertions);
  }
}
