package dev.rubato.server.deepgram;

import dev.rubato.server.http.ErrorStyle;
import dev.rubato.server.http.HttpProblem;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpServerResponse;

/** Errors as Deepgram's clients read them. Stateless; may be shared between threads. */
final class DeepgramErrors implements ErrorStyle {
  private static final int MOST_HEADER = 200;

  /** The body. */
  record Body(String errCode, String errMsg, String requestId) {}

  @Override
  public Object body(HttpProblem problem, String requestId) {
    String code = HttpResponseStatus.valueOf(problem.status()).reasonPhrase();
    return new Body(code, problem.message(), requestId);
  }

  /** Websocket clients see the header where they cannot see the body. */
  @Override
  public void headers(HttpProblem problem, HttpServerResponse response) {
    String plain = problem.message().replaceAll("[^\\x20-\\x7e]", "?");
    response.putHeader("dg-error", plain.substring(0, Math.min(MOST_HEADER, plain.length())));
  }
}
