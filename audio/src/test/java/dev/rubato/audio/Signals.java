package dev.rubato.audio;

import java.util.Random;

/** Signals for tests. */
final class Signals {
  private Signals() {}

  /** A tone with the given amplitude. */
  static float[] sine(double hz, int rate, int length, double amplitude) {
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (float) (amplitude * Math.sin(2 * Math.PI * hz * i / rate));
    }
    return samples;
  }

  /** White Gaussian noise with the given standard deviation. */
  static float[] noise(long seed, int length, double deviation) {
    Random random = new Random(seed);
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (float) (deviation * random.nextGaussian());
    }
    return samples;
  }

  static float[] sum(float[] a, float[] b) {
    float[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }

  /** Mean power of the samples [from, to), dB relative to 1. */
  static double decibels(float[] samples, int from, int to) {
    double power = 0;
    for (int i = from; i < to; i++) {
      power += (double) samples[i] * samples[i];
    }
    return 10 * Math.log10(power / (to - from) + 1e-30);
  }

  /** Power of the difference relative to the power of the expected signal, dB. */
  static double errorDecibels(float[] expected, float[] actual, int from, int to) {
    float[] difference = new float[to];
    for (int i = from; i < to; i++) {
      difference[i] = expected[i] - actual[i];
    }
    return decibels(difference, from, to) - decibels(expected, from, to);
  }
}
