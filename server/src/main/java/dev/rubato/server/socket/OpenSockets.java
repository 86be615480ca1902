package dev.rubato.server.socket;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The websockets that are open now. May be shared between threads. */
public final class OpenSockets {
  private final Set<SocketLink> links = ConcurrentHashMap.newKeySet();

  /** Counts a websocket until it is gone. */
  void add(SocketLink link) {
    links.add(link);
    link.whenGone(() -> links.remove(link));
  }

  /** Asks all conversations to come to their end. */
  public void drain() {
    links.forEach(SocketLink::drain);
  }

  /** Number of open websockets. */
  public int size() {
    return links.size();
  }
}
