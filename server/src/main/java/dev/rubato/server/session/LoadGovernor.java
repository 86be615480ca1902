package dev.rubato.server.session;

import dev.rubato.server.config.ComputeConfig;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;

/**
 * Gives all streams less compute while chunks have to queue, and more again afterwards: accuracy
 * bends before latency breaks. It turns down within seconds and up four times as slowly, so that it
 * does not swing. May be shared between threads.
 */
public final class LoadGovernor {
  private static final double DOWN = 0.1;
  private static final double UP = 0.025;

  /** Below this share of the bound there is room again. */
  private static final double RELIEF = 1 / 3.0;

  private final boolean enabled;
  private final double bound;
  private final DoubleSupplier queueDelay;
  private final Set<DoubleConsumer> followers = ConcurrentHashMap.newKeySet();
  private volatile double level;

  /**
   * Makes a governor.
   *
   * @param config whether and when it acts
   * @param adjustable whether the model has a dial at all
   * @param queueDelay delay of chunks in the encoder's queue, seconds
   */
  public LoadGovernor(ComputeConfig config, boolean adjustable, DoubleSupplier queueDelay) {
    this.enabled = config.governor() && adjustable;
    this.bound = config.governorDelay().toMillis() / 1000.0;
    this.queueDelay = queueDelay;
  }

  /** Acts on the present load; to be called a few times per second. */
  public void tick() {
    if (!enabled) {
      return;
    }
    double delay = queueDelay.getAsDouble();
    double before = level;
    if (delay > bound) {
      level = Math.min(1, before + DOWN);
    } else if (delay < bound * RELIEF) {
      level = Math.max(0, before - UP);
    }
    if (level != before) {
      followers.forEach(follower -> follower.accept(level));
    }
  }

  /** How far the dial is turned down, in [0, 1]. */
  public double level() {
    return level;
  }

  /** Tells a stream every change of the level. */
  void follow(DoubleConsumer follower) {
    followers.add(follower);
  }

  /** Tells it no more. */
  void leave(DoubleConsumer follower) {
    followers.remove(follower);
  }
}
