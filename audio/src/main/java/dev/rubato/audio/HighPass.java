package dev.rubato.audio;

/**
 * A second-order Butterworth high-pass, sample by sample (Bristow-Johnson, Cookbook formulae for
 * audio equalizer biquad filter coefficients). Not safe for use by several threads.
 */
final class HighPass {
  private final double b0;
  private final double b1;
  private final double a1;
  private final double a2;
  private double x1;
  private double x2;
  private double y1;
  private double y2;

  HighPass(double cutoffHz, double sampleRate) {
    double omega = 2 * Math.PI * cutoffHz / sampleRate;
    double alpha = Math.sin(omega) / Math.sqrt(2);
    double a0 = 1 + alpha;
    this.b0 = (1 + Math.cos(omega)) / 2 / a0;
    this.b1 = -(1 + Math.cos(omega)) / a0;
    this.a1 = -2 * Math.cos(omega) / a0;
    this.a2 = (1 - alpha) / a0;
  }

  double next(double x) {
    double y = b0 * (x + x2) + b1 * x1 - a1 * y1 - a2 * y2;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
    return y;
  }
}
