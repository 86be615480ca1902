package dev.rubato.engine.encoder;

import static java.util.Objects.requireNonNull;

/**
 * One stream's part of a run: some whole chunks, or the frames that are left at its end. Used once.
 * Handed over to the batcher; its maker does not touch features and state until it is answered.
 *
 * @param state the stream's memory
 * @param features log-mel frames, row-major {@code [length, M]}
 * @param length number of feature frames; a multiple of the chunk if {@code advance}
 * @param price where the compute dial stands
 * @param advance whether the stream's memory moves on; otherwise the run only looks ahead, and the
 *     same frames may be given again
 * @param answer receives the outcome on an encoder thread; must return at once and not throw
 */
@SuppressWarnings("ArrayRecordComponent") // a span of a tensor; copies would double the traffic
public record EncoderJob(
    EncoderState state, float[] features, int length, float price, boolean advance, Answer answer) {

  /** Receives the outcome of a job. */
  public interface Answer {
    /** The run was made. */
    void succeeded(EncoderOutput output);

    /** The run could not be made; the stream's memory is as before. */
    void failed(EncoderException problem);
  }

  /** Checks that something is to be done. */
  public EncoderJob {
    requireNonNull(state, "state is null");
    requireNonNull(answer, "answer is null");
    if (length < 1) {
      throw new IllegalArgumentException("a job needs at least one frame, but has " + length);
    }
  }
}
