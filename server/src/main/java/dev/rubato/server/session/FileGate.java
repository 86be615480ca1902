package dev.rubato.server.session;

import dev.rubato.server.session.SessionProblem.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/**
 * Lets a few recordings be transcribed at once and keeps a bounded queue of others, first come
 * first served. May be shared between threads.
 */
public final class FileGate {
  private final int most;
  private final int queue;
  private final Deque<CompletableFuture<Pass>> waiting = new ArrayDeque<>();
  private int running;

  /**
   * Makes an open gate.
   *
   * @param most recordings at once
   * @param queue recordings that may wait
   */
  public FileGate(int most, int queue) {
    this.most = most;
    this.queue = queue;
  }

  /** The turn of one recording, to be given back. Used by one thread at a time. */
  public final class Pass implements AutoCloseable {
    private boolean open = true;

    private Pass() {}

    /** Lets the next one in; once is enough. */
    @Override
    public void close() {
      if (open) {
        open = false;
        leave();
      }
    }
  }

  /**
   * Asks for a turn. A caller who does not want it any more cancels the future; if that comes too
   * late, the pass must still be closed.
   *
   * @return completes with the turn
   * @throws SessionException if the queue is full
   */
  public synchronized CompletableFuture<Pass> enter() {
    waiting.removeIf(CompletableFuture::isDone);
    if (running < most) {
      running++;
      return CompletableFuture.completedFuture(new Pass());
    }
    if (waiting.size() >= queue) {
      throw new SessionException(
          Kind.OVERLOADED,
          "%d recordings are being transcribed and %d wait, which is all that may; try again later"
              .formatted(running, queue));
    }
    CompletableFuture<Pass> turn = new CompletableFuture<>();
    waiting.add(turn);
    return turn;
  }

  private void leave() {
    while (true) {
      CompletableFuture<Pass> next;
      synchronized (this) {
        next = waiting.poll();
        if (next == null) {
          running--;
          return;
        }
      }
      // Outside the lock, because the owner of the turn goes on in here.
      if (next.complete(new Pass())) {
        return;
      }
    }
  }

  /** Recordings that wait. */
  public synchronized int waiting() {
    waiting.removeIf(CompletableFuture::isDone);
    return waiting.size();
  }

  /** Recordings that are being transcribed. */
  public synchronized int running() {
    return running;
  }
}
