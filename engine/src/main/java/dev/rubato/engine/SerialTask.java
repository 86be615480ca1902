package dev.rubato.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs a piece of work on an executor, never twice at once, and at least once after every call of
 * {@link #schedule()}. What one run wrote, the next run sees. The work must not throw. May be
 * shared between threads.
 */
final class SerialTask {
  private final Executor executor;
  private final Runnable work;
  private final AtomicInteger asked = new AtomicInteger();

  SerialTask(Executor executor, Runnable work) {
    this.executor = executor;
    this.work = work;
  }

  void schedule() {
    if (asked.getAndIncrement() == 0) {
      executor.execute(this::run);
    }
  }

  private void run() {
    int left;
    do {
      int seen = asked.get();
      work.run();
      left = asked.addAndGet(-seen);
      // Others get their turn before the next round.
    } while (left != 0 && !handOver());
  }

  private boolean handOver() {
    try {
      executor.execute(this::run);
      return true;
    } catch (RejectedExecutionException e) {
      // The executor is ending; what was asked for is still done, here.
      return false;
    }
  }
}
