package dev.rubato.server.session;

import static java.util.Objects.requireNonNull;

/**
 * Why a session cannot begin or go on. Immutable; may be shared between threads.
 *
 * @param kind the sort of problem, for status codes
 * @param message for the client: what was wrong and what would be right
 */
public record SessionProblem(Kind kind, String message) {

  /** Sorts of problems. */
  public enum Kind {
    /** What the client asked for is not possible. */
    BAD_REQUEST,
    /** The audio cannot be decoded. */
    BAD_AUDIO,
    /** A limit on length or size was reached. */
    TOO_LONG,
    /** No audio came for too long. */
    IDLE,
    /** The client does not read its results. */
    STALLED,
    /** The server has as much work as it can do. */
    OVERLOADED,
    /** The server is about to stop. */
    STOPPING,
    /** A fault of the server. */
    INTERNAL
  }

  /** Checks that both are there. */
  public SessionProblem {
    requireNonNull(kind, "kind is null");
    requireNonNull(message, "message is null");
  }

  /** What clients are told about faults whose details are nobody's business. */
  public static final SessionProblem FAULT =
      new SessionProblem(Kind.INTERNAL, "the server could not go on; its log says why");
}
