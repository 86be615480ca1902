package dev.rubato.training.run;

import dev.rubato.training.batch.BatchPlan;
import dev.rubato.training.corpus.FeatureStore;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/**
 * Mean and scale of every mel bin over a sample of the training speech. Immutable; may be shared
 * between threads.
 *
 * @param mean mean of the log energies, {@code [M]}
 * @param scale one over their standard deviation, {@code [M]}
 */
record FeatureStatistics(float[] mean, float[] scale) {
  private static final int SAMPLE = 1_000;

  static FeatureStatistics of(List<FeatureStore> stores, List<BatchPlan.Item> items)
      throws IOException {
    int bins = stores.get(0).recipe().melBins();
    double[] sum = new double[bins];
    double[] squares = new double[bins];
    long frames = 0;
    Random random = new Random(0);
    for (int i = 0; i < SAMPLE; i++) {
      BatchPlan.Item item = items.get(random.nextInt(items.size()));
      float[] features = stores.get(item.store()).read(item.entry());
      for (int j = 0; j < features.length; j++) {
        sum[j % bins] += features[j];
        squares[j % bins] += (double) features[j] * features[j];
      }
      frames += features.length / bins;
    }
    float[] mean = new float[bins];
    float[] scale = new float[bins];
    for (int bin = 0; bin < bins; bin++) {
      double average = sum[bin] / frames;
      double variance = squares[bin] / frames - average * average;
      mean[bin] = (float) average;
      scale[bin] = (float) (1 / Math.sqrt(Math.max(variance, 1e-4)));
    }
    return new FeatureStatistics(mean, scale);
  }
}
