package dev.rubato.engine;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads for features and decoding. */
final class Workers {
  private Workers() {}

  /** Starts a pool. A stream has at most one task in its queue, so streams bound the queue. */
  static ExecutorService start(int threads) {
    AtomicInteger count = new AtomicInteger();
    return Executors.newFixedThreadPool(
        threads,
        work -> {
          Thread thread = new Thread(work, "rubato-worker-" + count.getAndIncrement());
          thread.setDaemon(true);
          return thread;
        });
  }
}
