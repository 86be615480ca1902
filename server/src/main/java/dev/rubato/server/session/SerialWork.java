package dev.rubato.server.session;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs a piece of work on an executor: never twice at once, and at least once after every call of
 * {@link #schedule()}. What one run wrote, the next one sees. May be shared between threads.
 */
final class SerialWork {
  private final Executor executor;
  private final Runnable work;
  private final AtomicInteger requests = new AtomicInteger();

  SerialWork(Executor executor, Runnable work) {
    this.executor = executor;
    this.work = work;
  }

  void schedule() {
    if (requests.getAndIncrement() == 0) {
      executor.execute(this::run);
    }
  }

  private void run() {
    int served = requests.get();
    try {
      work.run();
    } finally {
      if (requests.addAndGet(-served) > 0) {
        executor.execute(this::run);
      }
    }
  }
}
