package dev.rubato.training.loss;

import java.util.Arrays;

/**
 * Sum over all paths of a {@link Lattice} through a matrix of log-probabilities, and the posterior
 * of every symbol at every frame. Stateless; may be shared between threads.
 *
 * <p>The fast form works on probabilities that are rescaled at every frame; where they leave the
 * range of a double it falls back to the slow form in the logarithmic domain.
 */
public final class ForwardBackward {
  private static final double TINY = 1e-250;

  private ForwardBackward() {}

  /**
   * Loss and symbol posteriors of an utterance.
   *
   * @param logProbs natural log-probabilities, row-major, at least {@code (offset + frames) *
   *     symbols} values; need not be normalised
   * @param offset first row
   * @param frames number of rows T
   * @param symbols number of columns V
   * @param lattice permitted alignments
   * @return the result, or null if no path has as few as {@code frames} frames
   */
  public static Alignment align(
      float[] logProbs, int offset, int frames, int symbols, Lattice lattice) {
    if (frames < lattice.minimumFrames() || frames == 0) {
      return null;
    }
    Alignment fast = scaled(logProbs, offset, frames, symbols, lattice);
    return fast != null ? fast : logarithmic(logProbs, offset, frames, symbols, lattice);
  }

  /** The fast form; null where numbers leave the range of a double. */
  static Alignment scaled(float[] logProbs, int offset, int frames, int symbols, Lattice lattice) {
    int states = lattice.states();
    double[] emission = new double[frames * states];
    double logScale = emissions(logProbs, offset, frames, symbols, lattice, emission);
    double[] alpha = new double[frames * states];
    for (int s = 0; s < states; s++) {
      alpha[s] = lattice.initial(s) ? emission[s] : 0;
    }
    for (int t = 0; t < frames; t++) {
      int row = t * states;
      if (t > 0) {
        int previous = row - states;
        for (int s = 0; s < states; s++) {
          double sum = alpha[previous + s];
          if (s > 0) {
            sum += alpha[previous + s - 1];
          }
          if (s > 1 && lattice.skippable(s - 1)) {
            sum += alpha[previous + s - 2];
          }
          alpha[row + s] = sum * emission[row + s];
        }
      }
      double total = normalise(alpha, row, states);
      if (total < TINY) {
        return null;
      }
      logScale += Math.log(total);
    }
    int last = (frames - 1) * states;
    double[] beta = new double[states];
    double end = 0;
    for (int s = 0; s < states; s++) {
      beta[s] = lattice.terminal(s) ? 1 : 0;
      end += alpha[last + s] * beta[s];
    }
    if (end < TINY) {
      return null;
    }
    float[] occupancy = new float[frames * symbols];
    double[] next = new double[states];
    for (int t = frames - 1; t >= 0; t--) {
      int row = t * states;
      double total = 0;
      for (int s = 0; s < states; s++) {
        total += alpha[row + s] * beta[s];
      }
      if (total < TINY) {
        return null;
      }
      for (int s = 0; s < states; s++) {
        occupancy[t * symbols + lattice.symbol(s)] += (float) (alpha[row + s] * beta[s] / total);
        next[s] = beta[s] * emission[row + s];
      }
      double scale = 0;
      for (int s = 0; s < states; s++) {
        double sum = next[s];
        if (s + 1 < states) {
          sum += next[s + 1];
        }
        if (s + 2 < states && lattice.skippable(s + 1)) {
          sum += next[s + 2];
        }
        beta[s] = sum;
        scale = Math.max(scale, sum);
      }
      for (int s = 0; s < states; s++) {
        beta[s] /= scale;
      }
    }
    return new Alignment(-(logScale + Math.log(end)), occupancy);
  }

  /** Emission probabilities of the states, each frame divided by its largest. */
  private static double emissions(
      float[] logProbs, int offset, int frames, int symbols, Lattice lattice, double[] emission) {
    int states = lattice.states();
    double logScale = 0;
    double[] linear = new double[symbols];
    for (int t = 0; t < frames; t++) {
      int source = (offset + t) * symbols;
      float max = Float.NEGATIVE_INFINITY;
      for (int v = 0; v < symbols; v++) {
        max = Math.max(max, logProbs[source + v]);
      }
      for (int v = 0; v < symbols; v++) {
        linear[v] = Math.exp(logProbs[source + v] - max);
      }
      for (int s = 0; s < states; s++) {
        emission[t * states + s] = linear[lattice.symbol(s)];
      }
      logScale += max;
    }
    return logScale;
  }

  private static double normalise(double[] values, int from, int length) {
    double total = 0;
    for (int i = from; i < from + length; i++) {
      total += values[i];
    }
    if (total >= TINY) {
      for (int i = from; i < from + length; i++) {
        values[i] /= total;
      }
    }
    return total;
  }

  /** The slow form: everything as logarithms, no scaling. */
  static Alignment logarithmic(
      float[] logProbs, int offset, int frames, int symbols, Lattice lattice) {
    int states = lattice.states();
    double[][] alpha = new double[frames][states];
    double[][] beta = new double[frames][states];
    for (int t = 0; t < frames; t++) {
      for (int s = 0; s < states; s++) {
        double sum = Double.NEGATIVE_INFINITY;
        if (t == 0) {
          sum = lattice.initial(s) ? 0 : sum;
        } else {
          sum = alpha[t - 1][s];
          sum = s > 0 ? logAdd(sum, alpha[t - 1][s - 1]) : sum;
          sum = s > 1 && lattice.skippable(s - 1) ? logAdd(sum, alpha[t - 1][s - 2]) : sum;
        }
        alpha[t][s] = sum + logProbs[(offset + t) * symbols + lattice.symbol(s)];
      }
    }
    for (int t = frames - 1; t >= 0; t--) {
      for (int s = 0; s < states; s++) {
        if (t == frames - 1) {
          beta[t][s] = lattice.terminal(s) ? 0 : Double.NEGATIVE_INFINITY;
          continue;
        }
        int row = (offset + t + 1) * symbols;
        double sum = beta[t + 1][s] + logProbs[row + lattice.symbol(s)];
        if (s + 1 < states) {
          sum = logAdd(sum, beta[t + 1][s + 1] + logProbs[row + lattice.symbol(s + 1)]);
        }
        if (s + 2 < states && lattice.skippable(s + 1)) {
          sum = logAdd(sum, beta[t + 1][s + 2] + logProbs[row + lattice.symbol(s + 2)]);
        }
        beta[t][s] = sum;
      }
    }
    double total = Double.NEGATIVE_INFINITY;
    for (int s = 0; s < states; s++) {
      total = logAdd(total, alpha[frames - 1][s] + beta[frames - 1][s]);
    }
    float[] occupancy = new float[frames * symbols];
    if (total == Double.NEGATIVE_INFINITY) {
      Arrays.fill(occupancy, 0f);
      return new Alignment(Double.POSITIVE_INFINITY, occupancy);
    }
    for (int t = 0; t < frames; t++) {
      for (int s = 0; s < states; s++) {
        occupancy[t * symbols + lattice.symbol(s)] +=
            (float) Math.exp(alpha[t][s] + beta[t][s] - total);
      }
    }
    return new Alignment(-total, occupancy);
  }

  private static double logAdd(double a, double b) {
    double high = Math.max(a, b);
    if (high == Double.NEGATIVE_INFINITY) {
      return high;
    }
    return high + Math.log1p(Math.exp(Math.min(a, b) - high));
  }
}
