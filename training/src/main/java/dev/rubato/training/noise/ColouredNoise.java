package dev.rubato.training.noise;

import be.tarsos.dsp.util.fft.FFT;
import java.util.Arrays;
import java.util.Random;

/**
 * Steady noise whose power falls with frequency, as that of wind, traffic and fans does. Stateless;
 * may be shared between threads.
 */
public final class ColouredNoise {
  /** Below, the power is that at this frequency, Hz; a microphone hardly passes less. */
  private static final double CORNER_HZ = 20;

  private ColouredNoise() {}

  /**
   * Gaussian noise with a power density proportional to {@code f^-exponent}.
   *
   * @param samples how many, at 16 kHz
   * @param exponent 0 for white, 1 for pink, 2 for brown noise; in [-2, 3]
   * @param seed chooses the noise
   * @return samples with a root mean square of 1
   */
  public static float[] make(int samples, double exponent, long seed) {
    Signals.requireLength(samples);
    Signals.require(exponent >= -2 && exponent <= 3, "the exponent must be in [-2, 3]", exponent);
    Random random = new Random(seed);
    int size = Signals.powerOfTwo(samples);
    float[] spectrum = new float[size];
    // The packed values at zero and at half the sample rate stay 0: no offset, no Nyquist tone.
    for (int i = 2; i < size; i += 2) {
      double hz = Math.max(CORNER_HZ, (double) i / 2 * Signals.SAMPLE_RATE / size);
      double amplitude = Math.pow(hz, -exponent / 2);
      spectrum[i] = (float) (amplitude * random.nextGaussian());
      spectrum[i + 1] = (float) (amplitude * random.nextGaussian());
    }
    if (size > 2) {
      new FFT(size).backwardsTransform(spectrum);
    } else {
      spectrum[0] = 1;
    }
    return Signals.normalize(Arrays.copyOf(spectrum, samples));
  }
}
