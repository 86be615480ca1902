package dev.rubato.training.loss;

import java.util.Arrays;

/**
 * Running mean of the auxiliary head's posteriors. Dividing by a power of it keeps silence from
 * swallowing the phones while alignments are still soft. Not safe for use by several threads at
 * once.
 */
public final class PhonePrior {
  private static final double PAST = 0.95;

  private final double[] mean;
  private final double exponent;

  /**
   * Starts with equal shares.
   *
   * @param symbols number of symbols
   * @param exponent power of the prior, 0 for no correction
   */
  public PhonePrior(int symbols, double exponent) {
    this.mean = new double[symbols];
    Arrays.fill(mean, 1.0 / symbols);
    this.exponent = exponent;
  }

  /** What to subtract from log-probabilities. */
  public float[] logPrior() {
    float[] log = new float[mean.length];
    for (int i = 0; i < log.length; i++) {
      log[i] = (float) (exponent * Math.log(Math.max(mean[i], 1e-5)));
    }
    return log;
  }

  /**
   * Takes the posteriors of a batch into account.
   *
   * @param logProbs row-major {@code [B, T, P]}
   * @param padded T
   * @param frames valid frames of each utterance
   */
  public void update(float[] logProbs, int padded, int[] frames) {
    double[] sum = new double[mean.length];
    double total = 0;
    for (int b = 0; b < frames.length; b++) {
      for (int t = 0; t < frames[b]; t++) {
        int row = (b * padded + t) * mean.length;
        for (int i = 0; i < mean.length; i++) {
          sum[i] += Math.exp(logProbs[row + i]);
        }
      }
      total += frames[b];
    }
    for (int i = 0; i < mean.length; i++) {
      mean[i] = PAST * mean[i] + (1 - PAST) * sum[i] / total;
    }
  }

  /** The shares, for a checkpoint. */
  public double[] shares() {
    return mean.clone();
  }

  /** Continues with the shares of a checkpoint. */
  public void resume(double[] shares) {
    System.arraycopy(shares, 0, mean, 0, mean.length);
  }
}
