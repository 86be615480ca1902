package dev.rubato.engine;

import java.util.List;

/**
 * What a {@link RecognitionStream} tells its listener, in order: for every segment any number of
 * {@link Partial}s with growing revisions, then one {@link Final}. Segments count up from 0.
 */
public sealed interface RecognitionEvent permits Partial, Final {

  /** Number of the segment, from 0. */
  int segment();

  /** Words of the segment, oldest first. */
  List<Word> words();

  /** The words as one line, separated by single spaces; empty if there are none. */
  default String text() {
    return Word.join(words());
  }
}
