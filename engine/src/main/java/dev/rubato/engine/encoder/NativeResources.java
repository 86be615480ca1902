package dev.rubato.engine.encoder;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the native objects that are open, so that leaks can be seen. May be shared between
 * threads.
 */
public final class NativeResources {
  private final AtomicInteger open = new AtomicInteger();

  void opened() {
    open.incrementAndGet();
  }

  void closed() {
    open.decrementAndGet();
  }

  /** Native objects that are open now. */
  public int open() {
    return open.get();
  }
}
