package dev.rubato.engine;

import java.util.List;

/**
 * The best words of an unfinished segment; later events of the segment may revise any of them. Sent
 * only when they differ from what was sent before. Immutable; may be shared between threads.
 *
 * @param segment number of the segment, from 0
 * @param revision number of this partial within its segment, from 0
 * @param words all words of the segment so far, oldest first
 */
public record Partial(int segment, int revision, List<Word> words) implements RecognitionEvent {

  /** Copies the words. */
  public Partial {
    words = List.copyOf(words);
  }
}
