package dev.rubato.training.noise;

import java.util.Random;

/**
 * The simplest model of a room: a direct path, then noise that decays exponentially (J.-D. Polack,
 * "Playing billiards in the concert hall", Applied Acoustics 38, 1993). Stateless; may be shared
 * between threads.
 */
public final class DecayingNoiseRoom {
  /** Until the first reflections arrive. */
  private static final double GAP_SECONDS = 0.0025;

  private DecayingNoiseRoom() {}

  /**
   * An impulse response that starts with a direct path of 1.
   *
   * @param reverberationSeconds time in which the sound decays by 60 dB, s; in [0.05, 5]
   * @param directDb energy of the direct path over that of the reverberation, dB; in [-40, 60]
   * @param seed chooses the noise
   * @return response at 16 kHz, as long as the reverberation time
   */
  public static float[] response(double reverberationSeconds, double directDb, long seed) {
    Signals.require(
        reverberationSeconds >= 0.05 && reverberationSeconds <= 5,
        "reverberationSeconds must be in [0.05, 5]",
        reverberationSeconds);
    Signals.require(directDb >= -40 && directDb <= 60, "directDb must be in [-40, 60]", directDb);
    Random random = new Random(seed);
    double length = reverberationSeconds * Signals.SAMPLE_RATE;
    float[] response = new float[(int) Math.ceil(length)];
    double energy = 0;
    for (int i = (int) (GAP_SECONDS * Signals.SAMPLE_RATE); i < response.length; i++) {
      response[i] = (float) (random.nextGaussian() * Math.pow(10, -3 * i / length));
      energy += (double) response[i] * response[i];
    }
    Signals.scale(response, Math.pow(10, -directDb / 20) / Math.sqrt(energy));
    response[0] = 1;
    return response;
  }
}
