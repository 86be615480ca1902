package dev.rubato.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Callers that wait for a stream to catch up. May be shared between threads. */
final class BacklogWaiters {
  private record Waiter(double seconds, CompletableFuture<Void> reached) {}

  private final List<Waiter> waiters = new ArrayList<>();
  private Throwable ended;
  private boolean over;

  /** A future that completes once the backlog is at most this, or the stream has ended. */
  CompletableFuture<Void> add(double seconds) {
    CompletableFuture<Void> reached = new CompletableFuture<>();
    synchronized (this) {
      if (!over) {
        waiters.add(new Waiter(seconds, reached));
        return reached;
      }
    }
    complete(reached, ended);
    return reached;
  }

  /** Releases those whose backlog is reached. */
  void reached(double pendingSeconds) {
    List<Waiter> released = new ArrayList<>();
    synchronized (this) {
      waiters.removeIf(
          waiter -> {
            boolean reached = pendingSeconds <= waiter.seconds;
            if (reached) {
              released.add(waiter);
            }
            return reached;
          });
    }
    released.forEach(waiter -> waiter.reached.complete(null));
  }

  /**
   * Releases all, now and later.
   *
   * @param problem why the stream failed, or null if it did not
   */
  void end(Throwable problem) {
    List<Waiter> released;
    synchronized (this) {
      over = true;
      ended = problem;
      released = List.copyOf(waiters);
      waiters.clear();
    }
    released.forEach(waiter -> complete(waiter.reached, problem));
  }

  private static void complete(CompletableFuture<Void> future, Throwable problem) {
    if (problem == null) {
      future.complete(null);
    } else {
      future.completeExceptionally(problem);
    }
  }
}
