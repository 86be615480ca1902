package dev.rubato.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

/** Works on many inputs at once and hands the results over in order. Stateless. */
final class OrderedTasks {
  private OrderedTasks() {}

  /**
   * Runs a task for every input.
   *
   * @param inputs what to work on; read as it is needed
   * @param threads how many to work on at once
   * @param task the work; should not throw
   * @param results receives the results in the order of the inputs, on the calling thread
   */
  static <I, R> void run(
      Iterable<I> inputs, int threads, Function<I, R> task, Consumer<R> results) {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      Deque<CompletableFuture<R>> ahead = new ArrayDeque<>();
      Iterator<I> left = inputs.iterator();
      while (left.hasNext() || !ahead.isEmpty()) {
        while (left.hasNext() && ahead.size() < 2 * threads) {
          I input = left.next();
          ahead.add(CompletableFuture.supplyAsync(() -> task.apply(input), executor));
        }
        results.accept(ahead.remove().join());
      }
    } finally {
      executor.shutdownNow();
    }
  }
}
