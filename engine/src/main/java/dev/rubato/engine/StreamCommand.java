package dev.rubato.engine;

import java.util.concurrent.CompletableFuture;

/** What a caller asked of a stream and its worker has not done yet. */
sealed interface StreamCommand {

  /** Audio, of which {@code from} samples are done. Belongs to the stream. */
  final class Audio implements StreamCommand {
    private final float[] samples;
    private int from;

    Audio(float[] samples) {
      this.samples = samples;
    }

    /** Moves at most {@code most} samples on; whether none are left then. */
    boolean moveTo(FeatureBuffer features, int most) {
      int count = Math.min(most, samples.length - from);
      features.accept(samples, from, count);
      from += count;
      return from == samples.length;
    }
  }

  /**
   * The end of a segment, and perhaps of the stream.
   *
   * @param reason {@link Final.Reason#FLUSH} or {@link Final.Reason#END}
   * @param done completed when the final was delivered
   */
  record Mark(Final.Reason reason, CompletableFuture<Void> done) implements StreamCommand {}
}
