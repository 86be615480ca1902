package dev.rubato.server.http;

import dev.rubato.server.config.CorsConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** Tells browsers which pages may use the server. May be shared between threads. */
final class Cors {
  private final List<String> origins;

  Cors(CorsConfig config) {
    this.origins = config.origins();
  }

  /** Whether a page that a browser names may use the server; programs name none and may. */
  boolean allows(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin == null || listed(origin) || isOwn(request, origin);
  }

  private boolean listed(String origin) {
    return origins.contains("*") || origins.contains(origin);
  }

  private static boolean isOwn(HttpServerRequest request, String origin) {
    return origin.equals(
        (request.isSSL() ? "https://" : "http://") + request.getHeader(HttpHeaders.HOST));
  }

  /** Lets a page read the answer. */
  void permit(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null && listed(origin)) {
      HttpServerResponse response = request.response();
      response.putHeader(
          HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origins.contains("*") ? "*" : origin);
      response.putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "x-request-id, dg-error");
      response.putHeader(HttpHeaders.VARY, "origin");
    }
  }

  /** Answers what a browser asks before it sends a request. */
  void preflight(HttpServerRequest request) {
    permit(request);
    HttpServerResponse response = request.response();
    String headers = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
    response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, OPTIONS");
    if (headers != null) {
      response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, headers);
    }
    response.putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "600");
    response.setStatusCode(204).end();
  }
}
