package dev.rubato.server.stream;

import dev.rubato.server.http.ErrorStyle;
import dev.rubato.server.http.Exchange;
import dev.rubato.server.http.FieldException;
import dev.rubato.server.http.Fields;
import dev.rubato.server.http.Json;
import dev.rubato.server.http.Route;
import dev.rubato.server.http.Upgrade;
import dev.rubato.server.session.SessionException;
import dev.rubato.server.session.SessionProblem;
import dev.rubato.server.session.SessionProblem.Kind;
import dev.rubato.server.session.SpeechService;
import dev.rubato.server.socket.CloseCode;
import dev.rubato.server.socket.SocketEntry;
import io.vertx.core.http.ServerWebSocket;
import java.util.Locale;

/**
 * The native dialect's address. Refusals are told on an opened websocket, because scripts in a
 * browser cannot see why a handshake failed. May be shared between threads.
 */
public final class StreamEndpoint {
  /** Where it is. */
  public static final String PATH = "/v1/stream";

  private final SpeechService service;
  private final SocketEntry entry;

  /**
   * Makes the endpoint.
   *
   * @param service does the work
   * @param entry lets websockets in
   */
  public StreamEndpoint(SpeechService service, SocketEntry entry) {
    this.service = service;
    this.entry = entry;
  }

  /** The route of {@link #PATH}. */
  public Route route() {
    return Route.socket(ErrorStyle.PLAIN, this::enter);
  }

  private Upgrade enter(Exchange exchange) {
    try {
      StreamSettings settings = StreamSettings.DEFAULT.with(Fields.of(exchange.request().params()));
      return entry.enter(exchange, link -> new StreamConversation(service, link, settings));
    } catch (FieldException e) {
      return new Refused(new SessionProblem(Kind.BAD_REQUEST, e.getMessage()));
    } catch (SessionException e) {
      return new Refused(e.problem());
    }
  }

  private record Refused(SessionProblem problem) implements Upgrade {
    @Override
    public void opened(ServerWebSocket socket) {
      socket.writeTextMessage(Json.write(StreamMessage.Problem.of(problem)));
      CloseCode code = CloseCode.of(problem);
      socket.close(code.number(), code.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void abandoned() {}
  }
}
