package dev.rubato.training.run;

import dev.rubato.training.batch.Batch;
import dev.rubato.training.batch.BatchLoader;
import dev.rubato.training.batch.BatchPlan;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The batches of an epoch in order, loaded ahead by a thread of its own. For one reader. */
public final class BatchStream implements AutoCloseable {
  private static final int AHEAD = 6;

  private final BatchPlan plan;
  private final BatchLoader loader;
  private final long seed;
  private final ExecutorService pool = Executors.newSingleThreadExecutor();
  private final Deque<Future<Batch>> ahead = new ArrayDeque<>();
  private int next;

  BatchStream(BatchPlan plan, BatchLoader loader, long seed, int first) {
    this.plan = plan;
    this.loader = loader;
    this.seed = seed;
    this.next = first;
  }

  /** Whether the epoch has a further batch. */
  public boolean hasNext() {
    return !ahead.isEmpty() || next < plan.size();
  }

  /** The next batch of the epoch. */
  public Batch next() {
    while (ahead.size() < AHEAD && next < plan.size()) {
      int index = next++;
      ahead.add(pool.submit(() -> loader.load(plan.batch(index), seed * 1_000_003L + index)));
    }
    try {
      return ahead.remove().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a batch could not be loaded", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a batch", e);
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
