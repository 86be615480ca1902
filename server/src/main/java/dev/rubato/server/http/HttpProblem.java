package dev.rubato.server.http;

import dev.rubato.server.session.SessionProblem;

/**
 * Why a request is refused. Immutable; may be shared between threads.
 *
 * @param status HTTP status
 * @param code for programs, in snake case
 * @param message for people: what was wrong and what would be right
 * @param param name of the field that was wrong, or null
 */
public record HttpProblem(int status, String code, String message, String param) {

  /** A problem with the request itself. */
  public static HttpProblem badRequest(String param, String message) {
    return new HttpProblem(400, "invalid_request", message, param);
  }

  /** A problem of a session in HTTP's terms. */
  public static HttpProblem of(SessionProblem problem) {
    return switch (problem.kind()) {
      case BAD_REQUEST -> new HttpProblem(400, "invalid_request", problem.message(), null);
      case BAD_AUDIO -> new HttpProblem(400, "invalid_audio", problem.message(), null);
      case TOO_LONG -> new HttpProblem(413, "too_large", problem.message(), null);
      case IDLE, STALLED -> new HttpProblem(408, "timeout", problem.message(), null);
      case OVERLOADED -> new HttpProblem(429, "overloaded", problem.message(), null);
      case STOPPING -> new HttpProblem(503, "stopping", problem.message(), null);
      case INTERNAL -> new HttpProblem(500, "internal", problem.message(), null);
    };
  }

  /** Whether the same request may succeed later. */
  public boolean isPassing() {
    return status == 429 || status == 503;
  }
}
