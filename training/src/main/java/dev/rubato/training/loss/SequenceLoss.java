package dev.rubato.training.loss;

import java.util.List;
import java.util.stream.IntStream;

/** Sequence losses of a batch with their gradients. Stateless; may be shared between threads. */
public final class SequenceLoss {
  private SequenceLoss() {}

  /**
   * Loss of a batch.
   *
   * @param nats summed loss of all counted utterances, nats
   * @param utterances number of counted utterances
   * @param frames valid frames of the counted utterances
   * @param gradient derivative of {@code nats} by the log-probabilities, {@code [B, T, V]}
   */
  public record Result(double nats, int utterances, long frames, float[] gradient) {}

  /**
   * Computes loss and gradient; utterances are worked on in parallel.
   *
   * @param logProbs natural log-probabilities, row-major {@code [B, T, V]}
   * @param logPrior subtracted from every row before aligning, {@code [V]}, or null
   * @param padded T
   * @param symbols V
   * @param frames valid frames of each utterance
   * @param lattices alignments of each utterance; null leaves an utterance out
   */
  public static Result of(
      float[] logProbs,
      float[] logPrior,
      int padded,
      int symbols,
      int[] frames,
      List<Lattice> lattices) {
    float[] gradient = new float[logProbs.length];
    float[] scores = logPrior == null ? logProbs : subtract(logProbs, logPrior);
    double[] nats = new double[frames.length];
    IntStream.range(0, frames.length)
        .parallel()
        .forEach(
            b -> {
              nats[b] = Double.NaN;
              if (lattices.get(b) == null) {
                return;
              }
              Alignment alignment =
                  ForwardBackward.align(scores, b * padded, frames[b], symbols, lattices.get(b));
              if (alignment == null || !Double.isFinite(alignment.loss())) {
                return;
              }
              nats[b] = alignment.loss();
              int offset = b * padded * symbols;
              for (int i = 0; i < alignment.occupancy().length; i++) {
                gradient[offset + i] = -alignment.occupancy()[i];
              }
            });
    double sum = 0;
    int counted = 0;
    long countedFrames = 0;
    for (int b = 0; b < frames.length; b++) {
      if (!Double.isNaN(nats[b])) {
        sum += nats[b];
        counted++;
        countedFrames += frames[b];
      }
    }
    return new Result(sum, counted, countedFrames, gradient);
  }

  private static float[] subtract(float[] logProbs, float[] logPrior) {
    float[] difference = new float[logProbs.length];
    for (int i = 0; i < logProbs.length; i++) {
      difference[i] = logProbs[i] - logPrior[i % logPrior.length];
    }
    return difference;
  }
}
