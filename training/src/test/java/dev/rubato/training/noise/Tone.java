package dev.rubato.training.noise;

/** Measures single frequencies by their definition, independent of any fast transform. */
final class Tone {
  private Tone() {}

  /** Power of the samples at a frequency, relative to all of their power; 0.5 is a pure sine. */
  static double power(float[] samples, double hz) {
    double real = 0;
    double imaginary = 0;
    for (int i = 0; i < samples.length; i++) {
      double angle = 2 * Math.PI * hz * i / Signals.SAMPLE_RATE;
      real += samples[i] * Math.cos(angle);
      imaginary += samples[i] * Math.sin(angle);
    }
    double n = samples.length;
    double level = Signals.rms(samples);
    return (real * real + imaginary * imaginary) / (n * n * level * level);
  }

  /** Mean power over a band, in steps of the resolution. */
  static double band(float[] samples, double lowHz, double highHz) {
    double step = (double) Signals.SAMPLE_RATE / samples.length;
    double sum = 0;
    int count = 0;
    for (double hz = lowHz; hz < highHz; hz += step) {
      sum += power(samples, hz);
      count++;
    }
    return sum / count;
  }
}
