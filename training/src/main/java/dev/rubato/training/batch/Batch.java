package dev.rubato.training.batch;

import dev.rubato.training.corpus.FeatureStore;
import java.util.List;

/**
 * Utterances padded to one length. Not copied; treat as immutable.
 *
 * @param features raw log-mel, row-major {@code [B, F, M]}, F a multiple of the encoder's stride;
 *     padding is the mean of every bin, which normalisation turns into the zeros that the exported
 *     graph sees there
 * @param paddedFrames F
 * @param lengths valid feature frames of every utterance
 * @param entries the utterances, in the order of the rows
 */
public record Batch(
    float[] features, int paddedFrames, int[] lengths, List<FeatureStore.Entry> entries) {

  /** Number of utterances B. */
  public int size() {
    return lengths.length;
  }

  /** Valid feature frames of all utterances. */
  public long validFrames() {
    long sum = 0;
    for (int length : lengths) {
      sum += length;
    }
    return sum;
  }
}
