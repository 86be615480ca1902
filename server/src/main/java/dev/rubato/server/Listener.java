package dev.rubato.server;

import dev.rubato.server.http.Connections;
import dev.rubato.server.http.Router;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;

/** One event loop that listens on one port; several share a port. */
final class Listener extends AbstractVerticle {
  private final HttpServerOptions options;
  private final SocketAddress address;
  private final Router router;
  private final Connections connections;
  private HttpServer server;

  Listener(
      HttpServerOptions options, SocketAddress address, Router router, Connections connections) {
    this.options = options;
    this.address = address;
    this.router = router;
    this.connections = connections;
  }

  @Override
  public void start(Promise<Void> started) {
    server =
        vertx
            .createHttpServer(options)
            .connectionHandler(connections::opened)
            .requestHandler(this::handle);
    server.listen(address).<Void>mapEmpty().onComplete(started);
  }

  private void handle(HttpServerRequest request) {
    connections.requested(request);
    router.handle(request);
  }

  @Override
  public void stop(Promise<Void> stopped) {
    Future<Void> closed = server == null ? Future.succeededFuture() : server.close();
    closed.onComplete(stopped);
  }

  int port() {
    return server.actualPort();
  }
}
