package dev.rubato.server.session;

import dev.rubato.engine.RecognitionEvent;

/**
 * Takes what a session has to say, in order, on the Vert.x context that the session was opened on;
 * nothing after {@link LiveSession#close()}.
 */
public interface SessionListener {

  /**
   * Takes words.
   *
   * @param channel index of the channel, 0 unless channels are transcribed apart
   * @param event the words
   */
  void event(int channel, RecognitionEvent event);

  /**
   * All audio before a {@link LiveSession#flush} is final.
   *
   * @param token what the flush was given
   */
  void flushed(Object token);

  /**
   * All audio before a {@link LiveSession#sync} is recognised, as far as whole chunks reach.
   *
   * @param token what the sync was given
   */
  default void synced(Object token) {}

  /** All audio before {@link LiveSession#finish} is final; nothing follows. */
  void finished();

  /** The session failed; nothing follows. */
  void failed(SessionProblem problem);

  /** There is room for audio again, after {@link LiveSession#isFull()} was true. */
  void drained();
}
