package dev.rubato.server;

import dev.rubato.engine.Recognizer;
import dev.rubato.server.config.ConfigException;
import dev.rubato.server.config.Port;
import dev.rubato.server.config.ServerConfig;
import dev.rubato.server.health.HealthCheck;
import dev.rubato.server.http.ApiKeys;
import dev.rubato.server.http.Connections;
import dev.rubato.server.http.Route;
import dev.rubato.server.http.Router;
import dev.rubato.server.metrics.ServerMetrics;
import dev.rubato.server.session.SpeechService;
import dev.rubato.server.socket.OpenSockets;
import dev.rubato.server.upload.Spool;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server: all dialects over one recogniser.
 *
 * <pre>{@code
 * try (Recognizer recognizer = Recognizer.open(model);
 *     RubatoServer server = RubatoServer.start(config, recognizer)) {
 *   ...
 * }
 * }</pre>
 *
 * <p>May be shared between threads. Its methods wait and must not be called from an event loop.
 */
public final class RubatoServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RubatoServer.class);
  private static final long TICK_MILLIS = 250;
  private static final long POLL_MILLIS = 20;
  private static final Duration FAREWELL = Duration.ofSeconds(10);

  private final ServerConfig config;
  private final Vertx vertx;
  private final ServerMetrics metrics = new ServerMetrics();
  private final SpeechService service;
  private final OpenSockets sockets = new OpenSockets();
  private final Spool spool = new Spool();
  private final Connections connections;
  private int port;
  private int voskPort;
  private int freePorts;
  private boolean closed;

  private RubatoServer(ServerConfig config, Recognizer recognizer) {
    this.config = config;
    this.service = new SpeechService(recognizer, config);
    this.vertx =
        Vertx.builder()
            .with(
                new VertxOptions()
                    .setPreferNativeTransport(true)
                    .setEventLoopPoolSize(config.listen().effectiveEventLoops()))
            .build();
    this.connections = new Connections(vertx, config.limits());
    metrics.watch(service);
    metrics.watch(connections);
  }

  /**
   * Starts a server and waits until it listens.
   *
   * @param config its settings
   * @param recognizer does the work; stays the caller's to close, after the server; should allow
   *     {@link #streams} streams
   * @throws ConfigException if a port, certificate or key file cannot be used
   */
  public static RubatoServer start(ServerConfig config, Recognizer recognizer) {
    RubatoServer server = new RubatoServer(config, recognizer);
    try {
      server.listen();
      return server;
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** Streams that the recogniser of such a server must allow. */
  public static int streams(ServerConfig config) {
    return SpeechService.streams(config);
  }

  private void listen() {
    HealthCheck health = new HealthCheck(vertx, service.recognizer(), config.operation().health());
    Routes routes = new Routes(service, metrics, health, sockets, spool);
    ApiKeys keys = new ApiKeys(config.auth());
    port = listen("listen.port", config.listen().port(), routes.main(), keys);
    Port vosk = config.listen().voskPort();
    voskPort = vosk.isOn() ? listen("listen.vosk-port", vosk, routes.vosk(), keys) : -1;
    vertx.setPeriodic(TICK_MILLIS, tick -> service.tick());
  }

  private int listen(String key, Port wanted, Function<String, Route> routes, ApiKeys keys) {
    Router router = new Router(vertx, routes, keys, config.cors());
    SocketAddress address = address(wanted);
    int actual = wanted.number();
    for (int loop = 0; loop < config.listen().effectiveEventLoops(); loop++) {
      Listener listener = new Listener(HttpOptions.of(config), address, router, connections);
      try {
        await(vertx.deployVerticle(listener));
      } catch (CompletionException e) {
        throw new ConfigException(
            "%s: cannot listen on %s port %d: %s"
                .formatted(key, config.listen().host(), wanted.number(), e.getCause().getMessage()),
            e.getCause());
      }
      actual = listener.port();
    }
    return actual;
  }

  private SocketAddress address(Port wanted) {
    String host = config.listen().host();
    return wanted.number() == 0
        ? SocketAddress.sharedRandomPort(++freePorts, host)
        : SocketAddress.inetSocketAddress(wanted.number(), host);
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  /** The main port. */
  public int port() {
    return port;
  }

  /** The port of the Vosk dialect alone; -1 if there is none. */
  public int voskPort() {
    return voskPort;
  }

  /** Number of uploads that lie on disk. */
  public long uploads() {
    return spool.size();
  }

  /** Number of open websockets. */
  public int openSockets() {
    return sockets.size();
  }

  /**
   * Refuses new work and waits for sessions to end by themselves; those that have not when the time
   * is over get their final results and are closed.
   *
   * @param patience the time; settings hold the usual one
   */
  public void drain(Duration patience) {
    service.admission().drain();
    LOG.info("draining: {} sessions have {} s to end", sockets.size(), patience.toSeconds());
    if (!awaitQuiet(patience) && sockets.size() > 0) {
      sockets.drain();
      awaitQuiet(FAREWELL);
    }
  }

  private boolean awaitQuiet(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (sockets.size() > 0 || spool.size() > 0) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        // Whoever interrupts wants the end sooner.
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  /** Stops at once. May be called again. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    service.admission().drain();
    await(vertx.close());
    service.close();
    spool.close();
    metrics.close();
  }
}
