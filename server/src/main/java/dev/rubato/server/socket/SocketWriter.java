package dev.rubato.server.socket;

import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Sends messages no faster than the client reads them. While it is behind, messages wait in order
 * and of those that may be skipped only the newest is kept. Used on the websocket's context.
 *
 * <p>What waits is bounded by the audio that the session has taken, since no more is taken while
 * the client is behind.
 */
final class SocketWriter {
  private final ServerWebSocket socket;
  private final Queue<String> waiting = new ArrayDeque<>();
  private final Map<Object, Supplier<String>> newest = new LinkedHashMap<>();
  private final Runnable caughtUp;
  private boolean behind;
  private boolean closed;
  private Runnable whenEmpty;
  private long behindSince;

  /**
   * Makes a writer.
   *
   * @param socket where to
   * @param caughtUp called when the client has read everything after it was behind
   */
  SocketWriter(ServerWebSocket socket, Runnable caughtUp) {
    this.socket = socket;
    this.caughtUp = caughtUp;
    socket.drainHandler(nothing -> drained());
  }

  /** Sends a message that must arrive. */
  void send(String text) {
    if (closed) {
      return;
    }
    if (behind) {
      waiting.add(text);
    } else {
      write(text);
    }
  }

  /**
   * Sends a message that a newer one of the same slot replaces, should the client be behind.
   *
   * @param slot what it is about
   * @param text makes the message
   */
  void offer(Object slot, Supplier<String> text) {
    if (closed) {
      return;
    }
    if (behind) {
      newest.remove(slot);
      newest.put(slot, text);
    } else {
      write(text.get());
    }
  }

  /** Forgets a message of a slot that was not sent yet. */
  void withdraw(Object slot) {
    newest.remove(slot);
  }

  private void write(String text) {
    socket.writeTextMessage(text);
    if (socket.writeQueueFull()) {
      behind = true;
      behindSince = System.nanoTime();
    }
  }

  private void drained() {
    behind = false;
    while (!behind && !closed && !waiting.isEmpty()) {
      write(waiting.remove());
    }
    while (!behind && !closed && !newest.isEmpty()) {
      write(newest.remove(newest.keySet().iterator().next()).get());
    }
    if (!behind && !closed) {
      if (whenEmpty != null) {
        whenEmpty.run();
      } else {
        caughtUp.run();
      }
    }
  }

  /** Runs something after all that waits was sent; nothing else may be sent after this. */
  void finish(Runnable then) {
    newest.clear();
    if (behind) {
      whenEmpty = then;
    } else {
      then.run();
    }
  }

  /** Whether the client does not read fast enough. */
  boolean isBehind() {
    return behind;
  }

  /** How long the client has been behind, nanoseconds. */
  long behindNanos() {
    return behind ? System.nanoTime() - behindSince : 0;
  }

  /** Drops what waits. */
  void close() {
    closed = true;
    waiting.clear();
    newest.clear();
  }
}
