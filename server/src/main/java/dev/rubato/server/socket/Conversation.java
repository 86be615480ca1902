package dev.rubato.server.socket;

import dev.rubato.server.session.SessionListener;
import dev.rubato.server.session.SessionProblem;

/** A dialect's side of one websocket. Used on the websocket's context. */
public interface Conversation extends SessionListener {

  /** The websocket is open. */
  default void opened() {}

  /**
   * A text message came.
   *
   * @throws dev.rubato.server.http.FieldException if it is wrong
   * @throws dev.rubato.server.session.SessionException if it asks for what cannot be done
   */
  void text(String message);

  /** A binary message came; the array belongs to the conversation. */
  void binary(byte[] message);

  /**
   * The server stops and waits no longer: whatever is final is to be sent, and the websocket to be
   * closed.
   */
  void drain();

  /**
   * Something is wrong: the client is to be told, and the websocket to be closed. Session problems
   * come here too.
   */
  @Override
  void failed(SessionProblem problem);

  /** There is room for audio again; nothing to do by default. */
  @Override
  default void drained() {}
}
