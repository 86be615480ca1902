package dev.rubato.engine.decode;

import dev.rubato.model.Vocabulary;

/**
 * The symbols worth trying in a frame, most probable first, blank aside. Not safe for use by
 * several threads at once.
 */
final class FrameSymbols {
  private final int vocabulary;
  private final int limit;
  private final float threshold;
  private final int[] chosen;
  private final float[] chosenLogProb;
  private final double[] probability;
  private final int[] known;
  private int count;
  private int stamp;
  private float[] logProbs = new float[0];
  private int from;

  FrameSymbols(int vocabulary, int limit, double threshold) {
    this.vocabulary = vocabulary;
    this.limit = Math.min(limit, vocabulary - 1);
    this.threshold = (float) threshold;
    this.chosen = new int[this.limit + 1];
    this.chosenLogProb = new float[this.limit + 1];
    this.probability = new double[vocabulary];
    this.known = new int[vocabulary];
  }

  /**
   * Looks at a frame.
   *
   * @param begin where its log-probabilities begin
   * @return false if no symbol has a probability above zero
   */
  boolean look(float[] frames, int begin) {
    logProbs = frames;
    from = begin;
    stamp++;
    float best = frames[begin];
    for (int symbol = 1; symbol < vocabulary; symbol++) {
      best = Math.max(best, frames[begin + symbol]);
    }
    if (!(best > Float.NEGATIVE_INFINITY)) {
      return false;
    }
    count = 0;
    float least = best - threshold;
    for (int symbol = Vocabulary.BLANK + 1; symbol < vocabulary; symbol++) {
      float logProb = frames[begin + symbol];
      if (logProb >= least && (count < limit || logProb > chosenLogProb[count - 1])) {
        insert(symbol, logProb);
      }
    }
    return true;
  }

  private void insert(int symbol, float logProb) {
    int at = count;
    while (at > 0 && chosenLogProb[at - 1] < logProb) {
      chosen[at] = chosen[at - 1];
      chosenLogProb[at] = chosenLogProb[at - 1];
      at--;
    }
    chosen[at] = symbol;
    chosenLogProb[at] = logProb;
    count = Math.min(count + 1, limit);
  }

  /** Number of symbols worth trying. */
  int count() {
    return count;
  }

  /** One of them; 0 is the most probable. */
  int symbol(int rank) {
    return chosen[rank];
  }

  /** Log-probability of any symbol in this frame. */
  float logProb(int symbol) {
    return logProbs[from + symbol];
  }

  /** Probability of any symbol in this frame. */
  double probability(int symbol) {
    if (known[symbol] != stamp) {
      known[symbol] = stamp;
      probability[symbol] = Math.exp(logProbs[from + symbol]);
    }
    return probability[symbol];
  }
}
