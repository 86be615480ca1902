package dev.rubato.training.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rubato.training.corpus.FeatureStore;
import dev.rubato.training.corpus.Utterance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
  private static final int MAX_FRAMES = 3_000;

  @Test
  void everyUtteranceOccursOnceAndNoBatchIsTooLarge() {
    List<BatchPlan.Item> items = items(2_000);
    BatchPlan plan = BatchPlan.of(items, Map.of(), MAX_FRAMES, 1, 0);
    List<BatchPlan.Item> seen = flatten(plan);
    assertEquals(items.size(), seen.size());
    assertEquals(new HashSet<>(items), new HashSet<>(seen));
    for (int i = 0; i < plan.size(); i++) {
      List<BatchPlan.Item> batch = plan.batch(i);
      int longest = batch.stream().mapToInt(item -> item.entry().frames()).max().orElseThrow();
      assertTrue(batch.size() == 1 || longest * batch.size() <= MAX_FRAMES);
    }
  }

  @Test
  void anEpochIsAFunctionOfSeedAndNumber() {
    List<BatchPlan.Item> items = items(500);
    List<BatchPlan.Item> first = flatten(BatchPlan.of(items, Map.of(), MAX_FRAMES, 1, 3));
    assertEquals(first, flatten(BatchPlan.of(items, Map.of(), MAX_FRAMES, 1, 3)));
    assertNotEquals(first, flatten(BatchPlan.of(items, Map.of(), MAX_FRAMES, 1, 4)));
    assertNotEquals(first, flatten(BatchPlan.of(items, Map.of(), MAX_FRAMES, 2, 3)));
  }

  @Test
  void aCorpusWeightScalesItsShare() {
    List<BatchPlan.Item> items = items(2_000);
    BatchPlan plan = BatchPlan.of(items, Map.of("even", 0.25, "odd", 2.0), MAX_FRAMES, 1, 0);
    long even = count(plan, "even");
    assertEquals(2_000, count(plan, "odd"));
    assertTrue(even > 200 && even < 300, "even: " + even);
  }

  private static long count(BatchPlan plan, String corpus) {
    return flatten(plan).stream()
        .filter(item -> item.entry().utterance().corpus().equals(corpus))
        .count();
  }

  private static List<BatchPlan.Item> flatten(BatchPlan plan) {
    List<BatchPlan.Item> all = new ArrayList<>();
    for (int i = 0; i < plan.size(); i++) {
      all.addAll(plan.batch(i));
    }
    return all;
  }

  private static List<BatchPlan.Item> items(int count) {
    Random random = new Random(0);
    List<BatchPlan.Item> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int frames = 50 + random.nextInt(900);
      String corpus = i % 2 == 0 ? "even" : "odd";
      Utterance utterance = new Utterance(i + ".wav", frames / 100.0, "text", corpus);
      items.add(new BatchPlan.Item(0, new FeatureStore.Entry(utterance, 0, frames)));
    }
    return items;
  }
}
