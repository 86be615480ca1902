package dev.rubato.cli.serve;

import dev.rubato.server.RubatoServer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Keeps the command running until the process is asked to end, and the process until the server has
 * ended in order. May be shared between threads.
 */
final class RunningServer {
  private final RubatoServer server;
  private final Duration drain;
  private final CountDownLatch asked = new CountDownLatch(1);

  RunningServer(RubatoServer server, Duration drain) {
    this.server = server;
    this.drain = drain;
  }

  /** Waits until the process is asked to end. */
  void await() throws InterruptedException {
    asked.await();
  }

  /** Ends the server in order; called when the process is asked to end. */
  void stop() {
    server.drain(drain);
    server.close();
    asked.countDown();
  }
}
