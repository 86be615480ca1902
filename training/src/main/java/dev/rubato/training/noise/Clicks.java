package dev.rubato.training.noise;

import java.util.Random;

/**
 * Knocks, keys and crackle: short damped tones at random times. Stateless; may be shared between
 * threads.
 */
public final class Clicks {
  private static final double LOWEST_HZ = 200;
  private static final double HIGHEST_HZ = 7_000;
  private static final double SHORTEST_SECONDS = 0.0003;
  private static final double LONGEST_SECONDS = 0.01;

  /** Clicks differ in level by at most this, dB. */
  private static final double RANGE_DB = 20;

  /** A tone is left to decay to a thousandth: this many time constants. */
  private static final double TIME_CONSTANTS = 7;

  private Clicks() {}

  /**
   * Clicks as a Poisson process.
   *
   * @param samples how many, at 16 kHz
   * @param perSecond clicks per second on average; in [0, 1000]
   * @param seed chooses times, tones and levels
   * @return samples with peaks of about 0.1 to 1; silence if no click falls into it
   */
  public static float[] make(int samples, double perSecond, long seed) {
    Signals.requireLength(samples);
    Signals.require(
        perSecond >= 0 && perSecond <= 1000, "perSecond must be in [0, 1000]", perSecond);
    float[] clicks = new float[samples];
    Random random = new Random(seed);
    double seconds = interval(perSecond, random);
    while (seconds * Signals.SAMPLE_RATE < samples) {
      add(clicks, (int) (seconds * Signals.SAMPLE_RATE), random);
      seconds += interval(perSecond, random);
    }
    return clicks;
  }

  private static double interval(double perSecond, Random random) {
    return -Math.log(1 - random.nextDouble()) / perSecond;
  }

  private static void add(float[] clicks, int start, Random random) {
    double step = 2 * Math.PI * logUniform(LOWEST_HZ, HIGHEST_HZ, random) / Signals.SAMPLE_RATE;
    double constant = logUniform(SHORTEST_SECONDS, LONGEST_SECONDS, random) * Signals.SAMPLE_RATE;
    double level = Math.pow(10, -RANGE_DB * random.nextDouble() / 20);
    int end = (int) Math.min(clicks.length, start + Math.ceil(TIME_CONSTANTS * constant));
    for (int i = start; i < end; i++) {
      int age = i - start;
      clicks[i] += (float) (level * Math.exp(-age / constant) * Math.cos(step * age));
    }
  }

  private static double logUniform(double low, double high, Random random) {
    return low * Math.pow(high / low, random.nextDouble());
  }
}
