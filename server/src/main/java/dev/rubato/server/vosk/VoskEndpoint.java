package dev.rubato.server.vosk;

import dev.rubato.server.http.ErrorStyle;
import dev.rubato.server.http.Exchange;
import dev.rubato.server.http.Route;
import dev.rubato.server.http.Upgrade;
import dev.rubato.server.session.SpeechService;
import dev.rubato.server.socket.SocketEntry;

/**
 * The Vosk dialect's addresses: {@code /} of the main port and everything of its own. May be shared
 * between threads.
 */
public final class VoskEndpoint {
  private final SpeechService service;
  private final SocketEntry entry;

  /**
   * Makes the endpoint.
   *
   * @param service does the work
   * @param entry lets websockets in
   */
  public VoskEndpoint(SpeechService service, SocketEntry entry) {
    this.service = service;
    this.entry = entry;
  }

  /** The route of every path of its own port. */
  public Route route() {
    return Route.socket(ErrorStyle.PLAIN, this::enter);
  }

  /**
   * Lets a websocket in. The protocol knows no refusal, so a client without room is refused by the
   * handshake.
   */
  public Upgrade enter(Exchange exchange) {
    return entry.enter(exchange, link -> new VoskConversation(service, link));
  }
}
