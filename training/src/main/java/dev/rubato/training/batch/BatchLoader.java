package dev.rubato.training.batch;

import dev.rubato.training.augment.FeatureAugmenter;
import dev.rubato.training.corpus.FeatureStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Reads, varies and pads the utterances of a batch. A batch is a pure function of its plan and
 * seed. Safe for use by several threads.
 */
public final class BatchLoader {
  private final List<FeatureStore> stores;
  private final FeatureAugmenter augmenter;
  private final float[] fill;
  private final int stride;

  /**
   * Makes a loader.
   *
   * @param stores features, in the order of {@link BatchPlan.Item#store()}
   * @param augmenter variation, or null for none
   * @param fill mean of every mel bin, for masks and padding
   * @param stride padded lengths are multiples of this, feature frames
   */
  public BatchLoader(
      List<FeatureStore> stores, FeatureAugmenter augmenter, float[] fill, int stride) {
    this.stores = List.copyOf(stores);
    this.augmenter = augmenter;
    this.fill = fill.clone();
    this.stride = stride;
  }

  /**
   * Loads a batch.
   *
   * @param items its utterances
   * @param seed determines all random choices
   */
  public Batch load(List<BatchPlan.Item> items, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<float[]> features = new ArrayList<>();
    List<FeatureStore.Entry> entries = new ArrayList<>();
    int bins = fill.length;
    int longest = 0;
    for (BatchPlan.Item item : items) {
      float[] read = read(item);
      float[] varied = augmenter == null ? read : augmenter.augment(read, fill, random.split());
      features.add(varied);
      entries.add(item.entry());
      longest = Math.max(longest, varied.length / bins);
    }
    int padded = (longest + stride - 1) / stride * stride;
    float[] all = new float[items.size() * padded * bins];
    for (int i = 0; i < all.length; i += bins) {
      System.arraycopy(fill, 0, all, i, bins);
    }
    int[] lengths = new int[items.size()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = features.get(i).length / bins;
      System.arraycopy(features.get(i), 0, all, i * padded * bins, features.get(i).length);
    }
    return new Batch(all, padded, lengths, List.copyOf(entries));
  }

  private float[] read(BatchPlan.Item item) {
    try {
      return stores.get(item.store()).read(item.entry());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
