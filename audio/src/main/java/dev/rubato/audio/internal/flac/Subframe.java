package dev.rubato.audio.internal.flac;

import java.util.Arrays;

/** One channel of a frame (RFC 9639 section 9.2). Stateless. */
final class Subframe {
  private static final int CONSTANT = 0;
  private static final int VERBATIM = 1;
  private static final int FIXED = 8;
  private static final int LINEAR = 32;
  private static final int MAX_FIXED_ORDER = 4;

  /** Coefficients of the predictors that need none transmitted, the latest sample first. */
  private static final long[][] FIXED_COEFFICIENTS = {{}, {1}, {2, -1}, {3, -3, 1}, {4, -6, 4, -1}};

  private Subframe() {}

  /**
   * Reads a channel.
   *
   * @param samples receives {@code blockSize} samples
   * @param sampleBits bits per sample
   * @throws IllegalArgumentException if it contradicts the format
   */
  static void read(BitReader bits, long[] samples, int blockSize, int sampleBits) {
    int type = (int) bits.unsigned(7);
    int wasted = bits.unsigned(1) == 1 ? bits.unary() + 1 : 0;
    int width = sampleBits - wasted;
    if (width <= 0) {
      throw new IllegalArgumentException(wasted + " wasted bits of " + sampleBits);
    }
    if (type == CONSTANT) {
      Arrays.fill(samples, 0, blockSize, bits.signed(width));
    } else if (type == VERBATIM) {
      warmUp(bits, samples, blockSize, width);
    } else if (type >= FIXED && type <= FIXED + MAX_FIXED_ORDER) {
      int order = type - FIXED;
      warmUp(bits, samples, Math.min(order, blockSize), width);
      predict(bits, samples, blockSize, FIXED_COEFFICIENTS[order], 0);
    } else if (type >= LINEAR && type < 2 * LINEAR) {
      linear(bits, samples, blockSize, width, type - LINEAR + 1);
    } else {
      throw new IllegalArgumentException("subframe of type " + type);
    }
    for (int i = 0; wasted > 0 && i < blockSize; i++) {
      samples[i] <<= wasted;
    }
  }

  private static void warmUp(BitReader bits, long[] samples, int count, int width) {
    for (int i = 0; i < count; i++) {
      samples[i] = bits.signed(width);
    }
  }

  private static void linear(BitReader bits, long[] samples, int blockSize, int width, int order) {
    warmUp(bits, samples, Math.min(order, blockSize), width);
    int precision = (int) bits.unsigned(4) + 1;
    int shift = (int) bits.signed(5);
    if (precision == 16 || shift < 0) {
      throw new IllegalArgumentException("precision " + precision + ", shift " + shift);
    }
    long[] coefficients = new long[order];
    for (int i = 0; i < order; i++) {
      coefficients[i] = bits.signed(precision);
    }
    predict(bits, samples, blockSize, coefficients, shift);
  }

  private static void predict(
      BitReader bits, long[] samples, int blockSize, long[] coefficients, int shift) {
    int order = coefficients.length;
    Residual.read(bits, samples, blockSize, order);
    for (int i = order; i < blockSize; i++) {
      long sum = 0;
      for (int j = 0; j < order; j++) {
        sum += coefficients[j] * samples[i - 1 - j];
      }
      samples[i] += sum >> shift;
    }
  }
}
