package dev.rubato.server.session;

import dev.rubato.server.session.SessionProblem.Kind;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;

/**
 * Decides whether there is room for one more stream. May be shared between threads.
 *
 * <p>There is none if as many are open as may be, if chunks already wait longer than the bound for
 * the encoder, or if the server is about to stop.
 */
public final class Admission {
  private final int capacity;
  private final double queueDelayBound;
  private final DoubleSupplier queueDelay;
  private final AtomicInteger used = new AtomicInteger();
  private volatile boolean draining;

  /**
   * Makes an admission with everything free.
   *
   * @param capacity streams that may be open at once
   * @param queueDelayBound delay above which none is let in, seconds
   * @param queueDelay delay of chunks in the encoder's queue now, seconds
   */
  public Admission(int capacity, double queueDelayBound, DoubleSupplier queueDelay) {
    this.capacity = capacity;
    this.queueDelayBound = queueDelayBound;
    this.queueDelay = queueDelay;
  }

  /** Room for one stream, to be given back. May be shared between threads. */
  public final class Permit implements AutoCloseable {
    private final AtomicBoolean open = new AtomicBoolean(true);

    private Permit() {}

    /** Gives the room back; once is enough. */
    @Override
    public void close() {
      if (open.getAndSet(false)) {
        used.decrementAndGet();
      }
    }
  }

  /**
   * Takes room for one stream.
   *
   * @throws SessionException if there is none; its message tells what bound was met
   */
  public Permit enter() {
    requireRunning();
    double delay = queueDelay.getAsDouble();
    if (delay > queueDelayBound) {
      throw new SessionException(
          Kind.OVERLOADED,
          "the server is behind by %.1f s and takes nothing new; try again in a few seconds"
              .formatted(delay));
    }
    if (used.incrementAndGet() > capacity) {
      used.decrementAndGet();
      throw new SessionException(
          Kind.OVERLOADED,
          "all %d streams of this server are in use; try again later".formatted(capacity));
    }
    return new Permit();
  }

  /**
   * Checks that the server is not about to stop.
   *
   * @throws SessionException if it is
   */
  public void requireRunning() {
    if (draining) {
      throw new SessionException(
          Kind.STOPPING, "this server is about to stop and takes nothing new; connect to another");
    }
  }

  /** Lets nobody in from now on. */
  public void drain() {
    draining = true;
  }

  /** Whether nobody is let in any more. */
  public boolean isDraining() {
    return draining;
  }

  /** Streams that are open. */
  public int used() {
    return used.get();
  }

  /** Streams that may be open. */
  public int capacity() {
    return capacity;
  }
}
