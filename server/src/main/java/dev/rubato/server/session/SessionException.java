package dev.rubato.server.session;

import dev.rubato.server.session.SessionProblem.Kind;

/** Carries a {@link SessionProblem} to where it can be answered. */
public final class SessionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient SessionProblem problem;

  /** Makes an exception with a message for the client. */
  public SessionException(Kind kind, String message) {
    super(message);
    this.problem = new SessionProblem(kind, message);
  }

  /** Makes an exception with a message for the client and what led to it. */
  public SessionException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.problem = new SessionProblem(kind, message);
  }

  /** What to tell the client. */
  public SessionProblem problem() {
    return problem;
  }
}
