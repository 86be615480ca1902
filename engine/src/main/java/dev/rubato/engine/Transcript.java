package dev.rubato.engine;

import java.util.List;

/**
 * A whole recording in words. Immutable; may be shared between threads.
 *
 * @param duration length of the recording, seconds
 * @param segments its finished segments, in order; each has at least one word
 * @param compute work of the encoder on the whole recording, silence included
 */
public record Transcript(double duration, List<Final> segments, Compute compute) {

  /** Copies the segments. */
  public Transcript {
    segments = List.copyOf(segments);
  }

  /** All words, oldest first. */
  public List<Word> words() {
    return segments.stream().flatMap(segment -> segment.words().stream()).toList();
  }

  /** The words as one line, separated by single spaces; empty if nothing was said. */
  public String text() {
    return Word.join(words());
  }
}
