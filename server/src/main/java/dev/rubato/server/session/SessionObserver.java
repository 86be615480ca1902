package dev.rubato.server.session;

import dev.rubato.engine.Compute;

/** Takes the figures of sessions, for metrics. Called on many threads. */
public interface SessionObserver {

  /** A session began. */
  void opened();

  /**
   * A session ended.
   *
   * @param audioSeconds audio that it brought
   * @param problem why it failed, or null
   */
  void closed(double audioSeconds, SessionProblem problem);

  /**
   * A partial result is about to be sent.
   *
   * @param latency since the audio of its last word arrived, seconds
   */
  void partial(double latency);

  /**
   * A final result is about to be sent.
   *
   * @param latency since the audio of its last word arrived, seconds; NaN if it has no words
   * @param compute work of the encoder on it
   */
  void finalResult(double latency, Compute compute);

  /**
   * All results that a flush or the end asked for are about to be sent.
   *
   * @param latency since it was asked, seconds
   */
  void flushed(double latency);
}
