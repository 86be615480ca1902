package dev.rubato.engine;

/**
 * Finds the ends of utterances in the silence between words. Its decisions depend on the frames
 * alone, never on how they were cut into runs. Not safe for use by several threads at once.
 */
final class Endpointer {

  /** What to do after a frame. */
  enum Decision {
    /** The utterance goes on. */
    CONTINUE,
    /** Nothing was said for so long that decoding starts anew. */
    RESTART,
    /** The speaker paused. */
    SILENCE,
    /** The utterance is as long as it may become. */
    LENGTH
  }

  /** Beyond this multiple of the longest utterance not even a short pause is waited for. */
  private static final double HARD_LIMIT = 1.5;

  private final boolean enabled;
  private final int silenceAfterSpeech;
  private final int silenceWithoutSpeech;
  private final int maxUtterance;
  private final int hardLimit;
  private final int shortPause;
  private int frames;
  private int silence;
  private boolean heard;

  Endpointer(EndpointRules rules, FrameClock clock) {
    this.enabled = rules.enabled();
    this.silenceAfterSpeech = clock.frames(rules.silenceAfterSpeech());
    this.silenceWithoutSpeech = clock.frames(rules.silenceWithoutSpeech());
    this.maxUtterance = clock.frames(rules.maxUtterance());
    this.hardLimit = clock.frames(rules.maxUtterance() * HARD_LIMIT);
    this.shortPause = clock.frames(rules.shortPause());
  }

  /**
   * Takes the next frame. After any decision but {@link Decision#CONTINUE} the next frame begins a
   * new utterance.
   *
   * @param silent whether nothing is heard in the frame
   */
  Decision accept(boolean silent) {
    frames++;
    silence = silent ? silence + 1 : 0;
    heard |= !silent;
    Decision decision = enabled ? decide() : Decision.CONTINUE;
    if (decision != Decision.CONTINUE) {
      restart();
    }
    return decision;
  }

  private Decision decide() {
    if (!heard) {
      return silence >= silenceWithoutSpeech ? Decision.RESTART : Decision.CONTINUE;
    }
    if (silence >= silenceAfterSpeech) {
      return Decision.SILENCE;
    }
    boolean paused = frames >= maxUtterance && silence >= shortPause;
    return paused || frames >= hardLimit ? Decision.LENGTH : Decision.CONTINUE;
  }

  /** Begins a new utterance with the next frame. */
  void restart() {
    frames = 0;
    silence = 0;
    heard = false;
  }
}
