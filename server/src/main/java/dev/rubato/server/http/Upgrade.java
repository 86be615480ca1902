package dev.rubato.server.http;

import io.vertx.core.http.ServerWebSocket;

/** A websocket that was let in. Used on the request's context; one of the methods is called. */
public interface Upgrade {

  /** It is open. */
  void opened(ServerWebSocket socket);

  /** The client went away during the handshake; what was held for it is to be given back. */
  void abandoned();
}
