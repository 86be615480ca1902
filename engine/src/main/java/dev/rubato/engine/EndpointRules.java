package dev.rubato.engine;

/**
 * When a segment ends by itself. A frame is silent if blank is its most probable symbol. Immutable;
 * may be shared between threads.
 *
 * @param enabled false: segments end only by {@link RecognitionStream#flush()} and {@link
 *     RecognitionStream#finish()}
 * @param silenceAfterSpeech silence that ends a segment in which something was heard, seconds. The
 *     default of 0.8 s outlasts most pauses within a sentence, yet feels prompt in dictation
 * @param silenceWithoutSpeech silence after which a segment in which nothing was heard starts anew,
 *     seconds; nothing is sent. The default of 5 s only keeps decoders from carrying old context
 * @param maxUtterance length at which a segment ends at the next short pause, seconds. The default
 *     of 20 s bounds how long a client waits for its first final result
 * @param shortPause silence that is pause enough once {@code maxUtterance} is reached, seconds. The
 *     default of 0.2 s hardly ever lies within a word. A segment without even that ends after one
 *     and a half times {@code maxUtterance}, wherever the speaker is
 */
public record EndpointRules(
    boolean enabled,
    double silenceAfterSpeech,
    double silenceWithoutSpeech,
    double maxUtterance,
    double shortPause) {

  /** Prompt finals for live speech; see the parameters. */
  public static final EndpointRules DEFAULT = new EndpointRules(true, 0.8, 5, 20, 0.2);

  /** No endpoints: the caller alone ends segments. */
  public static final EndpointRules NONE = new EndpointRules(false, 0.8, 5, 20, 0.2);

  /** Validates every field; the message names the field and the permitted values. */
  public EndpointRules {
    positive("silenceAfterSpeech", silenceAfterSpeech);
    positive("silenceWithoutSpeech", silenceWithoutSpeech);
    positive("maxUtterance", maxUtterance);
    positive("shortPause", shortPause);
  }

  /** The same rules with another pause after speech, seconds. */
  public EndpointRules withSilenceAfterSpeech(double seconds) {
    return new EndpointRules(enabled, seconds, silenceWithoutSpeech, maxUtterance, shortPause);
  }

  /** The same rules with another restart of silent segments, seconds. */
  public EndpointRules withSilenceWithoutSpeech(double seconds) {
    return new EndpointRules(enabled, silenceAfterSpeech, seconds, maxUtterance, shortPause);
  }

  /** The same rules with another longest utterance, seconds. */
  public EndpointRules withMaxUtterance(double seconds) {
    return new EndpointRules(
        enabled, silenceAfterSpeech, silenceWithoutSpeech, seconds, shortPause);
  }

  private static void positive(String field, double seconds) {
    if (!(seconds > 0)) {
      throw new IllegalArgumentException(
          field + " must be a positive number of seconds, but is " + seconds);
    }
  }
}
