package dev.rubato.server;

import dev.rubato.server.health.HealthCheck;
import dev.rubato.server.http.Exchange;
import dev.rubato.server.http.Route;
import dev.rubato.server.metrics.ServerMetrics;
import dev.rubato.server.session.SpeechService;
import java.util.Map;

/** The addresses that operators and their machines look at. */
final class Status {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final SpeechService service;
  private final HealthCheck health;
  private final ServerMetrics metrics;

  Status(SpeechService service, HealthCheck health, ServerMetrics metrics) {
    this.service = service;
    this.health = health;
    this.metrics = metrics;
  }

  Map<String, Route> routes() {
    return Map.of(
        "/health", Route.open(this::health),
        "/ready", Route.open(this::ready),
        "/metrics", Route.open(this::metrics));
  }

  private record HealthReport(String status, double inferenceSeconds, String problem) {}

  private void health(Exchange exchange) {
    health
        .check()
        .onSuccess(
            found -> {
              exchange.response().setStatusCode(found.ok() ? 200 : 503);
              exchange.answer(
                  new HealthReport(found.ok() ? "ok" : "failed", found.seconds(), found.message()));
            })
        .onFailure(exchange::fail);
  }

  private record Readiness(String status, int streams, int limit) {}

  private void ready(Exchange exchange) {
    boolean draining = service.admission().isDraining();
    exchange.response().setStatusCode(draining ? 503 : 200);
    exchange.answer(
        new Readiness(
            draining ? "stopping" : "ready",
            service.admission().used(),
            service.admission().capacity()));
  }

  private void metrics(Exchange exchange) {
    exchange
        .vertx()
        .executeBlocking(metrics::scrape)
        .onSuccess(text -> exchange.text(PROMETHEUS, text))
        .onFailure(exchange::fail);
  }
}
