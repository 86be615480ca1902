package dev.rubato.server.http;

import io.vertx.core.http.HttpServerResponse;

/** How a dialect writes an error. May be shared between threads. */
public interface ErrorStyle {

  /**
   * The body of the answer, to be written as JSON.
   *
   * @param problem why the request is refused
   * @param requestId identifies the request in the server's log
   */
  Object body(HttpProblem problem, String requestId);

  /** Sets headers that the dialect's clients look at. */
  default void headers(HttpProblem problem, HttpServerResponse response) {}

  /** The form of paths that no dialect owns. */
  ErrorStyle PLAIN =
      (problem, requestId) ->
          new Plain(new Plain.Error(problem.code(), problem.message()), requestId);

  /** The plain form. */
  record Plain(Error error, String requestId) {
    /** What was wrong. */
    record Error(String code, String message) {}
  }
}
