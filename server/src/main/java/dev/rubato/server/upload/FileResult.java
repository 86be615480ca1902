package dev.rubato.server.upload;

import dev.rubato.engine.Final;
import dev.rubato.engine.Word;
import java.util.List;

/**
 * A recording in words. Immutable; may be shared between threads.
 *
 * @param duration length of the recording, seconds
 * @param channels final results with words of every channel that was transcribed for itself
 * @param sha256 digest of the bytes, in hex
 */
public record FileResult(double duration, List<List<Final>> channels, String sha256) {

  /** Final results of the first channel. */
  public List<Final> segments() {
    return channels.get(0);
  }

  /** All words of the first channel. */
  public List<Word> words() {
    return segments().stream().flatMap(segment -> segment.words().stream()).toList();
  }

  /** The text of the first channel. */
  public String text() {
    return Word.join(words());
  }
}
