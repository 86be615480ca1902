package dev.rubato.engine.score;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How far an error rate would vary with other utterances of the same kind: utterances are drawn
 * with replacement, 10 000 times, and the middle 95 % of the rates are reported (Bisani and Ney
 * 2004, "Bootstrap estimates for confidence intervals in ASR performance evaluation"). The draws
 * are the same every time. Stateless; may be shared between threads.
 */
public final class Bootstrap {
  /** Number of resampled test sets. */
  public static final int REPLICATIONS = 10_000;

  private static final long SEED = 20_040_517;
  private static final double OUTSIDE = 0.025;

  private Bootstrap() {}

  /** The middle 95 % of the error rates of resampled test sets; for no utterances, the point 0. */
  public static Interval interval(List<ErrorCounts> utterances) {
    if (utterances.isEmpty()) {
      return new Interval(0, 0);
    }
    long[] errors = utterances.stream().mapToLong(ErrorCounts::errors).toArray();
    long[] units = utterances.stream().mapToLong(ErrorCounts::reference).toArray();
    SplittableRandom random = new SplittableRandom(SEED);
    double[] rates = new double[REPLICATIONS];
    for (int replication = 0; replication < REPLICATIONS; replication++) {
      long errorSum = 0;
      long unitSum = 0;
      for (int draw = 0; draw < errors.length; draw++) {
        int utterance = random.nextInt(errors.length);
        errorSum += errors[utterance];
        unitSum += units[utterance];
      }
      rates[replication] = unitSum == 0 ? Math.min(1, errorSum) : (double) errorSum / unitSum;
    }
    Arrays.sort(rates);
    int low = (int) (OUTSIDE * REPLICATIONS);
    return new Interval(rates[low], rates[REPLICATIONS - 1 - low]);
  }
}
