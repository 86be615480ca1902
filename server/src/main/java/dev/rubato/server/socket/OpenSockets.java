package dev.rubato.server.socket;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The websockets that are open now. May be shared between threads. */
public final class OpenSockets {
  private final Set<SocketLink> links = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<Void> empty = new CompletableFuture<>();
  private volatile boolean last;

  /** Counts a websocket until it is gone. */
  void add(SocketLink link) {
    links.add(link);
    link.whenGone(
        () -> {
          links.remove(link);
          settle();
        });
  }

  private void settle() {
    if (last && links.isEmpty()) {
      empty.complete(null);
    }
  }

  /** Completes when no websocket is left; none may be added from now on. */
  public CompletableFuture<Void> whenEmpty() {
    last = true;
    settle();
    return empty.copy();
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
