package dev.rubato.server.session;

/** Numbers as clients like to read them. */
public final class Rounded {
  private Rounded() {}

  /** Seconds to the millisecond. */
  public static double millis(double seconds) {
    return Math.round(seconds * 1000) / 1000.0;
  }

  /** Probabilities and shares to four places. */
  public static double share(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }
}
