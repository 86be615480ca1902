package dev.rubato.audio;

/**
 * The low-pass kernel of a {@link Resampler}, sampled at a number of phases: a sinc whose cut-off
 * is the lower of the two Nyquist frequencies, under a Kaiser window.
 *
 * <p>Kaiser's formulas (Oppenheim and Schafer, Discrete-Time Signal Processing, section 7.5) give
 * length and shape from the attenuation and the width of the transition band. Immutable; may be
 * shared between threads.
 *
 * @param rows one more than the number of phases; row p is the kernel for an output sample that
 *     lies p / phases of an input sample after the tap number {@code half - 1}
 * @param half half the number of taps, input samples
 */
record ResamplerFilter(float[][] rows, int half) {
  private static final double ATTENUATION_DB = 96;

  /** The transition band reaches from 0.95 to 1.05 of the lower Nyquist frequency. */
  private static final double TRANSITION = 0.1;

  private static final double BETA = 0.1102 * (ATTENUATION_DB - 8.7);

  private static final double PEAK = bessel0(BETA);

  static ResamplerFilter design(double cutoff, int phases) {
    int half = half(cutoff);
    float[][] rows = new float[phases + 1][];
    for (int phase = 0; phase <= phases; phase++) {
      rows[phase] = row(cutoff, length(cutoff) / 2, half, (double) phase / phases);
    }
    return new ResamplerFilter(rows, half);
  }

  /** Number of taps, a multiple of four. */
  int taps() {
    return 2 * half;
  }

  /** Half the number of taps for a cut-off, relative to the input's Nyquist frequency. */
  static int half(double cutoff) {
    return 2 * (int) Math.ceil(length(cutoff) / 4);
  }

  private static double length(double cutoff) {
    return (ATTENUATION_DB - 8) / (2.285 * Math.PI * TRANSITION * cutoff);
  }

  private static float[] row(double cutoff, double halfLength, int half, double phase) {
    double[] taps = new double[2 * half];
    double sum = 0;
    for (int k = 0; k < taps.length; k++) {
      double t = k - (half - 1) - phase;
      taps[k] = sinc(cutoff * t) * kaiser(t / halfLength);
      sum += taps[k];
    }
    float[] row = new float[taps.length];
    for (int k = 0; k < taps.length; k++) {
      row[k] = (float) (taps[k] / sum);
    }
    return row;
  }

  private static double sinc(double x) {
    return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  private static double kaiser(double x) {
    return Math.abs(x) >= 1 ? 0 : bessel0(BETA * Math.sqrt(1 - x * x)) / PEAK;
  }

  private static double bessel0(double x) {
    double term = 1;
    double sum = 1;
    for (int k = 1; term > sum * 1e-17; k++) {
      double factor = x / (2 * k);
      term *= factor * factor;
      sum += term;
    }
    return sum;
  }
}
