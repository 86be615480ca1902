package dev.rubato.engine;

import dev.rubato.engine.encoder.EncoderOutput;
import dev.rubato.model.CostTable;

/**
 * Work that the encoder did for a span of speech, in multiply-accumulates on valid frames (padding
 * is not counted). Immutable; may be shared between threads.
 *
 * @param executedMacs multiply-accumulates of what ran, gates included
 * @param denseMacs multiply-accumulates of the same frames with every learner running
 */
public record Compute(long executedMacs, long denseMacs) {
  /** No work at all. */
  public static final Compute NONE = new Compute(0, 0);

  /** Checks the counts. */
  public Compute {
    if (executedMacs < 0 || denseMacs < 0) {
      throw new IllegalArgumentException(
          "counts must not be negative, but are " + executedMacs + " and " + denseMacs);
    }
  }

  /**
   * Work on some frames of an output.
   *
   * @param costs what the encoder's parts take
   * @param output holds the frames
   * @param from first frame
   * @param to frame after the last
   */
  static Compute of(CostTable costs, EncoderOutput output, int from, int to) {
    int frames = to - from;
    return new Compute(
        costs.executedMacs(output.learners(), from * output.modules(), frames),
        frames * costs.denseMacs());
  }

  /** Both spans together. */
  public Compute plus(Compute other) {
    return new Compute(executedMacs + other.executedMacs, denseMacs + other.denseMacs);
  }

  /** What this is more than an earlier count of the same stream. */
  public Compute minus(Compute earlier) {
    return new Compute(executedMacs - earlier.executedMacs, denseMacs - earlier.denseMacs);
  }

  /** Executed share of the dense work; 0 if there was none. */
  public double fraction() {
    return denseMacs == 0 ? 0 : (double) executedMacs / denseMacs;
  }
}
