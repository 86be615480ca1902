package dev.rubato.server.session;

import dev.rubato.engine.RecognizerLoad;
import java.util.function.Supplier;

/**
 * Watches how long chunks wait for the encoder. May be shared between threads.
 *
 * <p>The recogniser's own average only moves when something runs; this one falls to zero when
 * nothing waits, so that a server which was overloaded and is idle now takes work again.
 */
public final class LoadMonitor {
  private final Supplier<RecognizerLoad> source;
  private volatile double queueDelay;
  private long runs;

  /**
   * Makes a monitor.
   *
   * @param source the recogniser's figures
   */
  public LoadMonitor(Supplier<RecognizerLoad> source) {
    this.source = source;
  }

  /** Looks again; to be called a few times per second. */
  public synchronized void sample() {
    RecognizerLoad load = source.get();
    boolean idle = load.runs() == runs && load.waitingChunks() == 0;
    runs = load.runs();
    queueDelay = idle ? 0 : load.queueDelay();
  }

  /** Delay of chunks in the encoder's queue, seconds, as of the last sample. */
  public double queueDelay() {
    return queueDelay;
  }
}
