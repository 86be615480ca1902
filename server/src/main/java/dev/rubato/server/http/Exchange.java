package dev.rubato.server.http;

import dev.rubato.server.session.SessionException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request and its answer. Used on the request's context. */
public final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  /** A client that still sends gets this long to read why it was refused, milliseconds. */
  private static final long LINGER = 2_000;

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final ErrorStyle style;
  private final String id = UUID.randomUUID().toString();

  Exchange(Vertx vertx, HttpServerRequest request, ErrorStyle style) {
    this.vertx = vertx;
    this.request = request;
    this.style = style;
    request.response().putHeader("x-request-id", id);
  }

  /** The request. */
  public HttpServerRequest request() {
    return request;
  }

  /** The answer. */
  public HttpServerResponse response() {
    return request.response();
  }

  /** Runs timers and files. */
  public Vertx vertx() {
    return vertx;
  }

  /** Identifies the request for the client and in the log. */
  public String id() {
    return id;
  }

  /** Whether an answer can still be sent. */
  public boolean isOpen() {
    return !response().ended() && !response().closed();
  }

  /** Answers with JSON. */
  public void answer(Object body) {
    if (isOpen()) {
      response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(Json.write(body));
    }
  }

  /** Answers with text. */
  public void text(String contentType, String body) {
    if (isOpen()) {
      response().putHeader(HttpHeaders.CONTENT_TYPE, contentType).end(Buffer.buffer(body));
    }
  }

  /** Answers with an error in the dialect's form. */
  public void fail(HttpProblem problem) {
    if (!isOpen()) {
      return;
    }
    if (response().headWritten()) {
      request.connection().close();
      return;
    }
    if (problem.isPassing()) {
      response().putHeader(HttpHeaders.RETRY_AFTER, "2");
    }
    if (problem.status() == 401) {
      response().putHeader("www-authenticate", "Bearer");
    }
    style.headers(problem, response());
    if (!request.isEnded()) {
      leave();
    }
    response().setStatusCode(problem.status());
    answer(style.body(problem, id));
  }

  /** What is left of the body is read and dropped for a while, so that the answer is seen. */
  private void leave() {
    response().putHeader(HttpHeaders.CONNECTION, "close");
    request.handler(null).resume();
    vertx.setTimer(LINGER, timer -> request.connection().close());
  }

  /** Answers with an error in the dialect's form. */
  public void fail(Throwable problem) {
    if (problem instanceof HttpException known) {
      fail(known.problem());
    } else if (problem instanceof SessionException known) {
      fail(HttpProblem.of(known.problem()));
    } else if (problem instanceof FieldException known) {
      fail(HttpProblem.badRequest(known.field(), known.getMessage()));
    } else {
      LOG.error("request {} failed", id, problem);
      fail(new HttpProblem(500, "internal", "the server could not answer; its log says why", null));
    }
  }
}
