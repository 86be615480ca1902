package dev.rubato.training.batch;

import dev.rubato.training.corpus.FeatureStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Which utterances form which batch in one epoch: a pure function of corpus, seed and epoch, so
 * that a resumed run sees the batches that an uninterrupted one would. Immutable; may be shared
 * between threads.
 */
public final class BatchPlan {
  /** Utterances sorted by length together; larger pads less, smaller mixes more. */
  private static final int POOL = 800;

  /**
   * An utterance and the store it lies in.
   *
   * @param store index of the store
   * @param entry the utterance
   */
  public record Item(int store, FeatureStore.Entry entry) {}

  private final List<List<Item>> batches;

  private BatchPlan(List<List<Item>> batches) {
    this.batches = batches;
  }

  /**
   * Plans an epoch.
   *
   * @param items all training utterances
   * @param weights how often a corpus occurs per epoch, 1 if absent; 0.5 takes a random half
   * @param maxFrames feature frames per batch, padding included
   * @param seed seed of the run
   * @param epoch number of the epoch
   */
  public static BatchPlan of(
      List<Item> items, Map<String, Double> weights, int maxFrames, long seed, int epoch) {
    Random random = new Random(seed * 1_000_003L + epoch);
    List<Item> chosen = new ArrayList<>();
    for (Item item : items) {
      double weight = weights.getOrDefault(item.entry().utterance().corpus(), 1.0);
      int times = (int) weight + (random.nextDouble() < weight - (int) weight ? 1 : 0);
      for (int i = 0; i < times; i++) {
        chosen.add(item);
      }
    }
    Collections.shuffle(chosen, random);
    List<List<Item>> batches = new ArrayList<>();
    for (int from = 0; from < chosen.size(); from += POOL) {
      List<Item> pool = new ArrayList<>(chosen.subList(from, Math.min(chosen.size(), from + POOL)));
      pool.sort(Comparator.comparingInt(item -> item.entry().frames()));
      cut(pool, maxFrames, batches);
    }
    Collections.shuffle(batches, random);
    return new BatchPlan(List.copyOf(batches));
  }

  private static void cut(List<Item> pool, int maxFrames, List<List<Item>> batches) {
    List<Item> batch = new ArrayList<>();
    for (Item item : pool) {
      if (!batch.isEmpty() && (batch.size() + 1L) * item.entry().frames() > maxFrames) {
        batches.add(List.copyOf(batch));
        batch.clear();
      }
      batch.add(item);
    }
    if (!batch.isEmpty()) {
      batches.add(List.copyOf(batch));
    }
  }

  /** Number of batches in the epoch. */
  public int size() {
    return batches.size();
  }

  /** The utterances of a batch. */
  public List<Item> batch(int index) {
    return batches.get(index);
  }
}
