package dev.rubato.audio;

/**
 * The inner loops of a {@link Resampler}. Both forms add in the same order, so they give the same
 * bits. Stateless; may be shared between threads.
 */
final class ResamplerKernel {
  private ResamplerKernel() {}

  /**
   * One output sample.
   *
   * @param taps a multiple of four
   */
  static float dot(float[] taps, float[] samples, int start) {
    float sum = 0;
    for (int k = 0; k < taps.length; k += 4) {
      sum +=
          (taps[k] * samples[start + k] + taps[k + 1] * samples[start + k + 1])
              + (taps[k + 2] * samples[start + k + 2] + taps[k + 3] * samples[start + k + 3]);
    }
    return sum;
  }

  /**
   * {@code sums.length} output samples whose inputs lie {@code lanes.length} apart; tap by tap, so
   * that the compiler can use vector instructions.
   *
   * @param taps a multiple of four
   * @param lanes input sample i is {@code lanes[i % lanes.length][i / lanes.length]}
   * @param start input sample of the first tap of the first output sample
   * @param sums receives the output; zeros before
   */
  static void block(float[] taps, float[][] lanes, int start, float[] sums) {
    // The compiler uses vector instructions only if all arrays are indexed alike.
    float[][] x = new float[4][sums.length];
    for (int k = 0; k < taps.length; k += 4) {
      for (int j = 0; j < 4; j++) {
        int i = start + k + j;
        System.arraycopy(lanes[i % lanes.length], i / lanes.length, x[j], 0, sums.length);
      }
      float a = taps[k];
      float b = taps[k + 1];
      float c = taps[k + 2];
      float d = taps[k + 3];
      addFour(a, x[0], b, x[1], c, x[2], d, x[3], sums);
    }
  }

  private static void addFour(
      float ta,
      float[] a,
      float tb,
      float[] b,
      float tc,
      float[] c,
      float td,
      float[] d,
      float[] sums) {
    for (int m = 0; m < sums.length; m++) {
      sums[m] += (ta * a[m] + tb * b[m]) + (tc * c[m] + td * d[m]);
    }
  }
}
