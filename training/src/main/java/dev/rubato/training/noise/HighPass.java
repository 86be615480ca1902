package dev.rubato.training.noise;

/**
 * Second-order Butterworth high-pass filter (R. Bristow-Johnson, "Cookbook formulae for audio
 * equalizer biquad filter coefficients"). Stateless; may be shared between threads.
 */
final class HighPass {
  private HighPass() {}

  /**
   * Filters from rest.
   *
   * @param samples at 16 kHz
   * @param hz where half of the power passes
   */
  static float[] apply(double[] samples, double hz) {
    double angle = 2 * Math.PI * hz / Signals.SAMPLE_RATE;
    double cosine = Math.cos(angle);
    double alpha = Math.sin(angle) / Math.sqrt(2);
    double gain = (1 + cosine) / 2 / (1 + alpha);
    double feedback1 = 2 * cosine / (1 + alpha);
    double feedback2 = (alpha - 1) / (1 + alpha);
    float[] filtered = new float[samples.length];
    double x1 = 0;
    double x2 = 0;
    double y1 = 0;
    double y2 = 0;
    for (int i = 0; i < samples.length; i++) {
      double y = gain * (samples[i] - 2 * x1 + x2) + feedback1 * y1 + feedback2 * y2;
      x2 = x1;
      x1 = samples[i];
      y2 = y1;
      y1 = y;
      filtered[i] = (float) y;
    }
    return filtered;
  }
}
