package dev.rubato.engine;

import java.util.Random;

/** Sounds with the rhythm of speech: harmonics in bursts, gliding pitch, pauses, a little noise. */
public final class TestSpeech {
  private static final int RATE = 16_000;

  private TestSpeech() {}

  /**
   * Makes a sound.
   *
   * @param seconds its length
   * @param seed what makes it differ from others
   * @return samples in [-1, 1]
   */
  public static float[] of(double seconds, long seed) {
    Random random = new Random(seed);
    float[] samples = new float[(int) Math.round(seconds * RATE)];
    int at = 0;
    while (at < samples.length) {
      int length = Math.min(samples.length - at, RATE / 20 + random.nextInt(RATE / 4));
      boolean pause = random.nextInt(5) == 0;
      burst(samples, at, length, pause ? 0 : 0.2 + 0.3 * random.nextDouble(), random);
      at += length;
    }
    return samples;
  }

  private static void burst(float[] samples, int at, int length, double level, Random random) {
    double pitch = 80 + random.nextInt(200);
    double formant = 300 + random.nextInt(2500);
    double phase = 0;
    for (int i = 0; i < length; i++) {
      phase += 2 * Math.PI * (pitch + 20.0 * i / length) / RATE;
      double sum = 0;
      for (int harmonic = 1; harmonic < 12; harmonic++) {
        double distance = (harmonic * pitch - formant) / 400;
        sum += Math.sin(harmonic * phase) / (1 + distance * distance);
      }
      double envelope = Math.sin(Math.PI * i / length);
      samples[at + i] =
          (float) Math.max(-1, Math.min(1, level * envelope * sum + 0.002 * random.nextGaussian()));
    }
  }
}
