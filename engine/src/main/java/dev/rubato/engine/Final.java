package dev.rubato.engine;

import java.util.List;

/**
 * A finished segment; never revised. Segments follow each other without gaps: each starts where the
 * one before it ended. Immutable; may be shared between threads.
 *
 * @param segment number of the segment, from 0
 * @param words its words, oldest first; only a segment ended by {@link Reason#FLUSH} or {@link
 *     Reason#END} may have none
 * @param start where the segment begins, seconds from the start of the stream
 * @param end where it ends, seconds from the start of the stream
 * @param confidence mean confidence of the words in [0, 1]; 0 if there are none
 * @param compute work of the encoder on this segment
 * @param reason why it ended here
 */
public record Final(
    int segment,
    List<Word> words,
    double start,
    double end,
    double confidence,
    Compute compute,
    Reason reason)
    implements RecognitionEvent {

  /** Why a segment ended. */
  public enum Reason {
    /** The speaker paused. */
    SILENCE,
    /** The utterance reached its longest permitted length. */
    LENGTH,
    /** The caller asked with {@link RecognitionStream#flush()}. */
    FLUSH,
    /** The stream ended with {@link RecognitionStream#finish()}. */
    END
  }

  /** Copies the words. */
  public Final {
    words = List.copyOf(words);
  }
}
