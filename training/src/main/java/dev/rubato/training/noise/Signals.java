package dev.rubato.training.noise;

import be.tarsos.dsp.util.fft.FFT;
import java.util.Arrays;

/** Puts speech, noise and rooms together. Stateless; may be shared between threads. */
public final class Signals {
  /** Hz. */
  public static final int SAMPLE_RATE = 16_000;

  /** Ten minutes, in samples; more would only fill memory. */
  static final int MOST_SAMPLES = 10 * 60 * SAMPLE_RATE;

  private Signals() {}

  /** Root mean square; 0 for no samples. */
  public static double rms(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += (double) sample * sample;
    }
    return samples.length == 0 ? 0 : Math.sqrt(sum / samples.length);
  }

  /**
   * Speech with noise added. Both levels are root mean squares over the whole length of the speech.
   *
   * @param speech samples
   * @param noise at least as many samples; of any level; if silent, nothing is added
   * @param snrDb signal-to-noise ratio, dB
   * @return as many samples as the speech; they may exceed [-1, 1]
   */
  public static float[] addNoise(float[] speech, float[] noise, double snrDb) {
    if (noise.length < speech.length) {
      throw new IllegalArgumentException(
          "noise must be as long as the speech, but has %d and %d samples"
              .formatted(noise.length, speech.length));
    }
    float[] cut = Arrays.copyOf(noise, speech.length);
    double level = rms(cut);
    double gain = level == 0 ? 0 : rms(speech) / level * Math.pow(10, -snrDb / 20);
    float[] mixed = speech.clone();
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] += (float) (gain * cut[i]);
    }
    return mixed;
  }

  /**
   * Speech as heard in a room, at the level of the speech and in time with it: the delay of the
   * strongest path is taken out.
   *
   * @param speech samples
   * @param response impulse response of a room, not empty
   * @return as many samples as the speech
   */
  public static float[] reverberate(float[] speech, float[] response) {
    int delay = 0;
    for (int i = 1; i < response.length; i++) {
      if (Math.abs(response[i]) > Math.abs(response[delay])) {
        delay = i;
      }
    }
    float[] heard = Arrays.copyOfRange(convolve(speech, response), delay, delay + speech.length);
    double level = rms(heard);
    return level == 0 ? heard : scale(heard, rms(speech) / level);
  }

  /**
   * Full convolution, by Fourier transform.
   *
   * @return {@code a.length + b.length - 1} samples
   */
  public static float[] convolve(float[] a, float[] b) {
    if (a.length == 0 || b.length == 0) {
      return new float[Math.max(0, a.length + b.length - 1)];
    }
    int length = Math.addExact(a.length, b.length - 1);
    int size = powerOfTwo(length);
    FFT fft = new FFT(size);
    float[] x = Arrays.copyOf(a, size);
    float[] y = Arrays.copyOf(b, size);
    fft.forwardTransform(x);
    fft.forwardTransform(y);
    // Packed: x[0] and x[1] are the real values at zero and at half the sample rate.
    x[0] *= y[0];
    x[1] *= y[1];
    for (int i = 2; i < size; i += 2) {
      float real = x[i] * y[i] - x[i + 1] * y[i + 1];
      x[i + 1] = x[i] * y[i + 1] + x[i + 1] * y[i];
      x[i] = real;
    }
    fft.backwardsTransform(x);
    return Arrays.copyOf(x, length);
  }

  /** The samples at a root mean square of 1; silence stays silent. */
  static float[] normalize(float[] samples) {
    double level = rms(samples);
    return level == 0 ? samples : scale(samples, 1 / level);
  }

  /** Changes the samples in place. */
  static float[] scale(float[] samples, double factor) {
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (samples[i] * factor);
    }
    return samples;
  }

  /** Smallest power of two that is at least 2 and at least {@code length}. */
  static int powerOfTwo(int length) {
    return Math.max(2, Integer.highestOneBit(Math.max(1, length - 1)) << 1);
  }

  /** Fails unless the length of a signal is within bounds. */
  static void requireLength(int samples) {
    require(samples >= 1 && samples <= MOST_SAMPLES, "samples must be in [1, 9600000]", samples);
  }

  /** Fails with a message unless the condition holds. */
  static void require(boolean condition, String message, Object value) {
    if (!condition) {
      throw new IllegalArgumentException(message + ", but is " + value);
    }
  }
}
