package dev.rubato.server.http;

import dev.rubato.server.config.CorsConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds the route of a request by its exact path and does what all routes need: origins, keys,
 * methods. May be shared between threads.
 */
public final class Router {
  private final Vertx vertx;
  private final Function<String, Route> routes;
  private final ApiKeys keys;
  private final Cors cors;

  /**
   * Makes a router.
   *
   * @param vertx runs the server
   * @param routes the route of a path, or null
   * @param keys who is let in
   * @param cors which pages are let in
   */
  public Router(Vertx vertx, Function<String, Route> routes, ApiKeys keys, CorsConfig cors) {
    this.vertx = vertx;
    this.routes = routes;
    this.keys = keys;
    this.cors = new Cors(cors);
  }

  /** Answers a request. */
  public void handle(HttpServerRequest request) {
    String path = request.path();
    Route route = path == null ? null : routes.apply(path);
    Exchange exchange =
        new Exchange(vertx, request, route == null ? ErrorStyle.PLAIN : route.style());
    request.exceptionHandler(lost -> {});
    request.response().exceptionHandler(lost -> {});
    try {
      if (route == null) {
        exchange.fail(new HttpProblem(404, "not_found", "there is nothing at this address", null));
      } else if (request.method() == HttpMethod.OPTIONS) {
        cors.preflight(request);
      } else {
        enter(route, exchange);
      }
    } catch (RuntimeException e) {
      exchange.fail(e);
    }
  }

  private void enter(Route route, Exchange exchange) {
    HttpServerRequest request = exchange.request();
    cors.permit(request);
    requireDecodable(request);
    boolean socket = isUpgrade(request) && route.socket() != null;
    if (route.guarded() || socket) {
      requireOrigin(request);
      requireKey(request);
    }
    if (socket) {
      upgrade(route, exchange);
    } else if (route.methods().contains(request.method())) {
      route.handler().accept(exchange);
    } else if (route.methods().isEmpty()) {
      exchange.response().putHeader(HttpHeaders.UPGRADE, "websocket");
      throw refused(426, "upgrade_required", "this address speaks websocket only");
    } else {
      String allowed =
          route.methods().stream()
              .map(HttpMethod::name)
              .collect(
                  Collectors.collectingAndThen(
                      Collectors.toCollection(TreeSet::new), names -> String.join(", ", names)));
      exchange.response().putHeader(HttpHeaders.ALLOW, allowed);
      throw refused(
          405,
          "method_not_allowed",
          "this address takes %s, but not %s".formatted(allowed, request.method()));
    }
  }

  private static HttpException refused(int status, String code, String message) {
    return new HttpException(new HttpProblem(status, code, message, null));
  }

  private static void requireDecodable(HttpServerRequest request) {
    try {
      request.params();
    } catch (IllegalArgumentException e) {
      throw new HttpException(
          HttpProblem.badRequest(null, "the query of the address is not encoded correctly"), e);
    }
  }

  private void requireOrigin(HttpServerRequest request) {
    if (!cors.allows(request)) {
      throw refused(
          403,
          "origin_not_allowed",
          "pages from this origin may not use the server; its operator can add it to cors.origins");
    }
  }

  private void requireKey(HttpServerRequest request) {
    if (!keys.isOpen() && Credentials.of(request).stream().noneMatch(keys::accept)) {
      throw refused(
          401,
          "invalid_api_key",
          "this server needs an API key; send it as 'Authorization: Bearer KEY'");
    }
  }

  private static boolean isUpgrade(HttpServerRequest request) {
    String upgrade = request.getHeader(HttpHeaders.UPGRADE);
    return upgrade != null && upgrade.toLowerCase(Locale.ROOT).contains("websocket");
  }

  private static void upgrade(Route route, Exchange exchange) {
    if (!exchange.request().canUpgradeToWebSocket()) {
      throw refused(400, "invalid_request", "this is not a valid websocket handshake");
    }
    Upgrade upgrade = route.socket().apply(exchange);
    exchange
        .request()
        .toWebSocket()
        .onSuccess(upgrade::opened)
        .onFailure(lost -> upgrade.abandoned());
  }
}
