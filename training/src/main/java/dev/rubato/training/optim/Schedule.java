package dev.rubato.training.optim;

/**
 * Learning rate over the audio seen: linear warm-up, a constant stretch, and a final decay to a
 * hundredth (Zhai et al. 2022 call the middle a trapezoid). A run can be prolonged without having
 * decayed too early. Immutable; may be shared between threads.
 *
 * @param peak learning rate of the constant stretch
 * @param warmupHours audio hours of the warm-up
 * @param totalHours audio hours of the whole run
 * @param decayShare share of the run that is decay, in [0, 1]
 */
public record Schedule(double peak, double warmupHours, double totalHours, double decayShare) {

  /** Checks the values. */
  public Schedule {
    if (!(peak > 0)) {
      throw new IllegalArgumentException("the learning rate must be positive, but is " + peak);
    }
    if (!(totalHours > 0)) {
      throw new IllegalArgumentException("hours must be positive, but is " + totalHours);
    }
    if (!(decayShare >= 0 && decayShare <= 1)) {
      throw new IllegalArgumentException("decayShare must be in [0, 1], but is " + decayShare);
    }
  }

  /**
   * Learning rate after some audio.
   *
   * @param hours audio hours seen so far
   */
  public double rate(double hours) {
    double warm = warmupHours <= 0 ? 1 : Math.min(1, (hours + 1e-3) / warmupHours);
    double decayHours = decayShare * totalHours;
    double left = Math.max(0, totalHours - hours);
    double decay = decayHours <= 0 ? 1 : Math.min(1, left / decayHours);
    return peak * Math.min(warm, Math.max(0.01, decay));
  }
}
