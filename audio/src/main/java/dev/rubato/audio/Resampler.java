package dev.rubato.audio;

import java.util.Arrays;

/**
 * Changes the sample rate of one channel, in pieces of any size: a polyphase filter with a
 * Kaiser-windowed sinc, linear in phase and without delay.
 *
 * <p>Output sample n is computed from the input around position {@code n * inputRate / outputRate}
 * and from nothing else (zeros before the start and after the end), and positions are integers, so
 * the output does not depend on how the input was cut. A whole recording of n samples gives {@code
 * ceil(n * outputRate / inputRate)}. Not safe for use by several threads at once.
 */
public final class Resampler {
  private static final int MAX_TABLE = 1 << 18;
  private static final int INTERPOLATED_PHASES = 512;

  /** Rates divided by their greatest common divisor: L output samples last as long as M input. */
  private final int up;

  private final int down;
  private final ResamplerFilter filter;
  private final int phases;

  /** Input from {@code base} on; starts with the zeros before the recording. */
  private float[] pending;

  private int pendingLength;

  /** Index in {@link #pending} of the first tap of the next output sample. */
  private int position;

  /** Numerator of the next output sample's distance behind its input sample, in [0, up). */
  private int remainder;

  private long accepted;
  private long produced;

  /**
   * Makes a resampler at the start of a recording.
   *
   * @param inputRate Hz, positive
   * @param outputRate Hz, positive
   */
  public Resampler(int inputRate, int outputRate) {
    if (inputRate <= 0 || outputRate <= 0) {
      throw new IllegalArgumentException(
          "rates must be positive, but are " + inputRate + " Hz and " + outputRate + " Hz");
    }
    int divisor = gcd(inputRate, outputRate);
    this.up = outputRate / divisor;
    this.down = inputRate / divisor;
    double cutoff = Math.min(1.0, (double) outputRate / inputRate);
    boolean exact = (long) up * ResamplerFilter.taps(cutoff) <= MAX_TABLE;
    this.phases = exact ? up : Math.max(8, (int) (INTERPOLATED_PHASES * cutoff));
    this.filter = isIdentity() ? null : ResamplerFilter.design(cutoff, phases);
    this.pendingLength = isIdentity() ? 0 : filter.half() - 1;
    this.pending = new float[pendingLength + 1024];
  }

  /**
   * Resamples a whole recording.
   *
   * @param inputRate Hz
   * @param outputRate Hz
   * @param samples the recording
   */
  public static float[] resample(int inputRate, int outputRate, float[] samples) {
    Resampler resampler = new Resampler(inputRate, outputRate);
    float[] head = resampler.accept(samples, 0, samples.length);
    float[] tail = resampler.finish();
    float[] all = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, all, head.length, tail.length);
    return all;
  }

  /**
   * Takes the next samples and returns those that they complete.
   *
   * @param samples input
   * @param offset index of the first sample to take
   * @param length number of samples to take
   */
  public float[] accept(float[] samples, int offset, int length) {
    accepted += length;
    if (isIdentity()) {
      return Arrays.copyOfRange(samples, offset, offset + length);
    }
    append(samples, offset, length);
    return produce(Long.MAX_VALUE);
  }

  /** Returns the samples that still depend on what would have followed; it is taken as zeros. */
  public float[] finish() {
    if (isIdentity()) {
      return new float[0];
    }
    append(new float[filter.half()], 0, filter.half());
    long total = (accepted * up + down - 1) / down;
    return produce(total - produced);
  }

  private boolean isIdentity() {
    return up == down;
  }

  private void append(float[] samples, int offset, int length) {
    if (pendingLength + length > pending.length) {
      pending = Arrays.copyOf(pending, Math.max(pendingLength + length, 2 * pending.length));
    }
    System.arraycopy(samples, offset, pending, pendingLength, length);
    pendingLength += length;
  }

  private float[] produce(long limit) {
    int taps = 2 * filter.half();
    long room = pendingLength - taps - position;
    long ready = room < 0 ? 0 : ((room + 1) * up - remainder + down - 1) / down;
    float[] output = new float[Math.toIntExact(Math.min(ready, limit))];
    for (int n = 0; n < output.length; n++) {
      output[n] = interpolate();
      int next = remainder + down;
      position += next / up;
      remainder = next % up;
    }
    produced += output.length;
    // With a large step the next position may lie beyond what has arrived.
    int dropped = Math.min(position, pendingLength);
    System.arraycopy(pending, dropped, pending, 0, pendingLength - dropped);
    pendingLength -= dropped;
    position -= dropped;
    return output;
  }

  private float interpolate() {
    if (phases == up) {
      return dot(filter.rows()[remainder], pending, position);
    }
    long scaled = (long) remainder * phases;
    int phase = (int) (scaled / up);
    float fraction = (float) (scaled % up) / up;
    float before = dot(filter.rows()[phase], pending, position);
    float after = dot(filter.rows()[phase + 1], pending, position);
    return before + fraction * (after - before);
  }

  /** Several sums hide the latency of the additions. */
  private static float dot(float[] taps, float[] samples, int start) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int k = 0;
    for (; k + 3 < taps.length; k += 4) {
      a += taps[k] * samples[start + k];
      b += taps[k + 1] * samples[start + k + 1];
      c += taps[k + 2] * samples[start + k + 2];
      d += taps[k + 3] * samples[start + k + 3];
    }
    for (; k < taps.length; k++) {
      a += taps[k] * samples[start + k];
    }
    return (a + b) + (c + d);
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
