package dev.rubato.server.socket;

import dev.rubato.server.session.SessionProblem;

/** Close codes of websockets (RFC 6455, section 7.4, and the IANA registry). */
public enum CloseCode {
  /** All was said. */
  NORMAL(1000),
  /** The server stops. */
  GOING_AWAY(1001),
  /** The client sent what cannot be taken. */
  UNSUPPORTED(1003),
  /** The client broke a rule of the server. */
  POLICY(1008),
  /** The client sent too much. */
  TOO_BIG(1009),
  /** A fault of the server, or a time limit. */
  INTERNAL(1011),
  /** The server has too much to do. */
  TRY_LATER(1013);

  private final short number;

  CloseCode(int number) {
    this.number = (short) number;
  }

  /** The number that is sent. */
  public short number() {
    return number;
  }

  /** The code for a problem. */
  public static CloseCode of(SessionProblem problem) {
    return switch (problem.kind()) {
      case BAD_REQUEST, IDLE, STALLED -> POLICY;
      case BAD_AUDIO -> UNSUPPORTED;
      case TOO_LONG -> TOO_BIG;
      case OVERLOADED -> TRY_LATER;
      case STOPPING -> GOING_AWAY;
      case INTERNAL -> INTERNAL;
    };
  }
}
