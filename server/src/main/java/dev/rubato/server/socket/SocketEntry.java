package dev.rubato.server.socket;

import dev.rubato.server.http.Exchange;
import dev.rubato.server.http.Upgrade;
import dev.rubato.server.metrics.DialectMetrics;
import dev.rubato.server.session.Permits;
import dev.rubato.server.session.SessionException;
import dev.rubato.server.session.SpeechService;
import io.vertx.core.http.ServerWebSocket;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/** Lets websockets of one dialect in. May be shared between threads. */
public final class SocketEntry {
  private final SpeechService service;
  private final OpenSockets sockets;
  private final DialectMetrics metrics;
  private final Supplier<SocketClock> clocks;

  /**
   * Makes an entry.
   *
   * @param service decides who is let in
   * @param sockets counts those that are
   * @param metrics figures of the dialect
   * @param clocks makes the time limits of each websocket
   */
  public SocketEntry(
      SpeechService service,
      OpenSockets sockets,
      DialectMetrics metrics,
      Supplier<SocketClock> clocks) {
    this.service = service;
    this.sockets = sockets;
    this.metrics = metrics;
    this.clocks = clocks;
  }

  /**
   * Lets one in.
   *
   * @param exchange the handshake
   * @param conversation makes the dialect's side of it
   * @throws SessionException if there is no room
   */
  public Upgrade enter(Exchange exchange, Function<SocketLink, Conversation> conversation) {
    Permits permits = permits();
    return new Upgrade() {
      @Override
      public void opened(ServerWebSocket socket) {
        SocketLink link = new SocketLink(service, exchange, socket, permits, metrics, clocks.get());
        sockets.add(link);
        link.start(conversation.apply(link));
      }

      @Override
      public void abandoned() {
        permits.close();
      }
    };
  }

  private Permits permits() {
    try {
      return new Permits(service.admission());
    } catch (SessionException e) {
      refused(e);
      throw e;
    }
  }

  /** Counts a refusal. */
  public void refused(SessionException refusal) {
    metrics.refused(refusal.problem().kind().name().toLowerCase(Locale.ROOT));
  }
}
