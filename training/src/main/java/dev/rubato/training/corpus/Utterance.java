package dev.rubato.training.corpus;

/**
 * One line of a training manifest. Immutable; may be shared between threads.
 *
 * @param audio path of the recording as written in the manifest
 * @param duration length, seconds
 * @param text transcript, normalised
 * @param corpus name of the collection it belongs to
 */
public record Utterance(String audio, double duration, String text, String corpus) {

  /** Checks the fields. */
  public Utterance {
    if (!(duration > 0)) {
      throw new IllegalArgumentException(
          "duration of " + audio + " must be a positive number of seconds, but is " + duration);
    }
  }
}
