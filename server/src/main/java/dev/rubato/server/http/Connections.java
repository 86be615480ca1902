package dev.rubato.server.http;

import dev.rubato.server.config.LimitsConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds connections: how many there are, and how long one may take to bring a complete request
 * head, however slowly it trickles. May be shared between threads.
 */
public final class Connections {
  private static final long NONE = -1;

  private final Vertx vertx;
  private final LimitsConfig limits;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicLong refused = new AtomicLong();
  private final Map<HttpConnection, Long> deadlines = new ConcurrentHashMap<>();

  /**
   * Starts without connections.
   *
   * @param vertx runs the deadlines
   * @param limits the bounds
   */
  public Connections(Vertx vertx, LimitsConfig limits) {
    this.vertx = vertx;
    this.limits = limits;
  }

  /** Takes a connection that was just made. */
  public void opened(HttpConnection connection) {
    if (open.incrementAndGet() > limits.connections()) {
      refused.incrementAndGet();
      connection.closeHandler(nothing -> open.decrementAndGet());
      connection.close();
      return;
    }
    expectHead(connection);
    connection.closeHandler(
        nothing -> {
          open.decrementAndGet();
          cancel(deadlines.remove(connection));
        });
  }

  private void expectHead(HttpConnection connection) {
    long timer = vertx.setTimer(limits.header().toMillis(), late -> connection.close());
    cancel(deadlines.put(connection, timer));
  }

  private void cancel(Long timer) {
    if (timer != null && timer != NONE) {
      vertx.cancelTimer(timer);
    }
  }

  /** Notes that a complete request head came; the next one is awaited after its answer. */
  public void requested(HttpServerRequest request) {
    HttpConnection connection = request.connection();
    cancel(deadlines.replace(connection, NONE));
    request
        .response()
        .endHandler(
            answered -> {
              if (deadlines.containsKey(connection)) {
                expectHead(connection);
              }
            });
  }

  /** Number of connections that were closed at once since the start. */
  public long refused() {
    return refused.get();
  }

  /** Number of open connections. */
  public int open() {
    return open.get();
  }
}
