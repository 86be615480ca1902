package dev.rubato.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs a piece of work on an executor, never twice at once, and at least once after every call of
 * {@link #schedule()}. What one run wrote, the next run sees. May be shared between threads.
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
    int seen = asked.get();
    try {
      work.run();
    } finally {
      if (asked.addAndGet(-seen) != 0) {
        executor.execute(this::run);
      }
    }
  }
}
