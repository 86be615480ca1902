package dev.rubato.server.deepgram;

import dev.rubato.engine.Word;
import java.util.List;

/** What is known of one live channel. Used by one thread. */
final class SpokenChannel {
  private double settledUntil;
  private double lastWordEnd;
  private boolean speaking;
  private boolean awaitingEnd;

  /** Where the words that may still change begin, seconds. */
  double settledUntil() {
    return settledUntil;
  }

  /**
   * Takes words of the present segment.
   *
   * @return whether they are its first
   */
  boolean heard(List<Word> words) {
    if (words.isEmpty()) {
      return false;
    }
    double end = words.get(words.size() - 1).end();
    if (end > lastWordEnd) {
      lastWordEnd = end;
      awaitingEnd = true;
    }
    boolean first = !speaking;
    speaking = true;
    return first;
  }

  /** Ends the present segment. */
  void settled(double until) {
    settledUntil = until;
    speaking = false;
  }

  /**
   * Whether the end of the utterance is to be told, which is once.
   *
   * @param recognised audio that was recognised so far, seconds
   * @param silence that makes an end, seconds
   */
  boolean ends(double recognised, double silence) {
    boolean ended = awaitingEnd && recognised - lastWordEnd >= silence;
    if (ended) {
      awaitingEnd = false;
    }
    return ended;
  }

  double lastWordEnd() {
    return lastWordEnd;
  }
}
