package dev.rubato.server.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rubato.server.http.ErrorStyle;
import dev.rubato.server.http.HttpProblem;
import io.vertx.core.http.HttpServerResponse;

/** Errors as OpenAI's clients read them. Stateless; may be shared between threads. */
public final class OpenAiErrors implements ErrorStyle {

  /** The body. */
  record Body(Error error) {}

  /** What was wrong; absent parts are sent as null. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Error(String message, String type, String param, String code) {}

  @Override
  public Object body(HttpProblem problem, String requestId) {
    return error(problem);
  }

  static Body error(HttpProblem problem) {
    String type =
        switch (problem.status()) {
          case 401, 403 -> "authentication_error";
          case 429 -> "rate_limit_error";
          case 500, 503 -> "server_error";
          default -> "invalid_request_error";
        };
    return new Body(new Error(problem.message(), type, problem.param(), problem.code()));
  }

  /** Clients try again by themselves unless they are told that it is no use. */
  @Override
  public void headers(HttpProblem problem, HttpServerResponse response) {
    response.putHeader("x-should-retry", Boolean.toString(problem.isPassing()));
  }
}
