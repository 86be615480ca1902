package dev.rubato.training.noise;

import java.util.Random;

/** The hum of the power grid in cables and devices. Stateless; may be shared between threads. */
public final class MainsHum {
  private static final int HARMONICS = 16;

  /** Grids hold their frequency this closely, Hz. */
  private static final double DRIFT_HZ = 0.1;

  private MainsHum() {}

  /**
   * A tone with harmonics of random strength.
   *
   * @param samples how many, at 16 kHz
   * @param mainsHz frequency of the grid: 50 or 60 Hz as a rule; in [10, 400]
   * @param seed chooses strengths, phases and the deviation from the frequency
   * @return samples with a root mean square of 1
   */
  public static float[] make(int samples, double mainsHz, long seed) {
    Signals.requireLength(samples);
    Signals.require(mainsHz >= 10 && mainsHz <= 400, "mainsHz must be in [10, 400]", mainsHz);
    Random random = new Random(seed);
    double hz = mainsHz + DRIFT_HZ * (2 * random.nextDouble() - 1);
    float[] hum = new float[samples];
    for (int harmonic = 1; harmonic <= HARMONICS; harmonic++) {
      double amplitude = random.nextDouble() / harmonic;
      double phase = 2 * Math.PI * random.nextDouble();
      double step = 2 * Math.PI * hz * harmonic / Signals.SAMPLE_RATE;
      for (int i = 0; i < samples; i++) {
        hum[i] += (float) (amplitude * Math.sin(phase + step * i));
      }
    }
    return Signals.normalize(hum);
  }
}
