package dev.rubato.server.http;

import io.vertx.core.http.HttpMethod;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What happens on a path. Immutable; may be shared between threads.
 *
 * @param methods of plain requests; empty for none
 * @param guarded whether a key is needed, if there are keys
 * @param style how errors are written
 * @param handler answers plain requests, or null
 * @param socket lets a websocket in, or throws; null if there are none on this path
 */
public record Route(
    Set<HttpMethod> methods,
    boolean guarded,
    ErrorStyle style,
    Consumer<Exchange> handler,
    Function<Exchange, Upgrade> socket) {

  /** A path that answers GET and needs no key. */
  public static Route open(Consumer<Exchange> handler) {
    return new Route(
        Set.of(HttpMethod.GET, HttpMethod.HEAD), false, ErrorStyle.PLAIN, handler, null);
  }

  /** A path that answers one method and needs a key. */
  public static Route guarded(HttpMethod method, ErrorStyle style, Consumer<Exchange> handler) {
    return new Route(Set.of(method), true, style, handler, null);
  }

  /** A path for websockets alone, which need a key. */
  public static Route socket(ErrorStyle style, Function<Exchange, Upgrade> socket) {
    return new Route(Set.of(), true, style, null, socket);
  }

  /** The same path with websockets; they need a key even if plain requests do not. */
  public Route withSocket(Function<Exchange, Upgrade> upgrade) {
    return new Route(methods, guarded, style, handler, upgrade);
  }
}
