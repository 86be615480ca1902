package dev.rubato.training.run;

import dev.rubato.audio.FeatureRecipe;
import dev.rubato.model.UnencodableTextException;
import dev.rubato.model.Vocabulary;
import dev.rubato.training.augment.FeatureAugmenter;
import dev.rubato.training.batch.BatchLoader;
import dev.rubato.training.batch.BatchPlan;
import dev.rubato.training.corpus.FeatureStore;
import dev.rubato.training.corpus.FeatureStoreBuilder;
import dev.rubato.training.corpus.Lexicon;
import dev.rubato.training.net.EncoderNet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Speech of a run: features, transcripts, batches. Safe for use by several threads. */
public final class TrainData implements AutoCloseable {
  /** Longer utterances cost memory quadratically in attention and are left out, s. */
  private static final double MAX_SECONDS = 20;

  private static final double MIN_SECONDS = 0.3;

  private final TrainConfig config;
  private final FeatureRecipe recipe;
  private final Vocabulary vocabulary;
  private final Lexicon lexicon;
  private final List<FeatureStore> trainStores;
  private final List<FeatureStore> devStores;
  private final List<BatchPlan.Item> items;
  private final FeatureStatistics statistics;
  private final BatchLoader loader;

  /**
   * Opens the features of all manifests, computing them first where needed.
   *
   * @param config what to train on
   * @param cache folder for features
   * @param threads recordings decoded at the same time
   */
  public TrainData(TrainConfig config, Path cache, int threads) throws IOException {
    this.config = config;
    this.recipe = FeatureRecipe.DEFAULT;
    this.vocabulary = Vocabulary.ENGLISH;
    this.lexicon = config.lexicon() == null ? null : Lexicon.read(Path.of(config.lexicon()));
    FeatureStoreBuilder builder = new FeatureStoreBuilder(recipe, threads);
    this.trainStores = stores(builder, config.train(), cache);
    this.devStores = stores(builder, config.dev(), cache);
    this.items = items(trainStores, true);
    if (items.isEmpty()) {
      throw new IOException("the training manifests hold no usable utterance");
    }
    this.statistics = FeatureStatistics.of(trainStores, items);
    this.loader =
        new BatchLoader(
            trainStores,
            new FeatureAugmenter(config.augment(), recipe),
            statistics.mean(),
            config.encoder().stride());
  }

  private static List<FeatureStore> stores(
      FeatureStoreBuilder builder, List<String> manifests, Path cache) throws IOException {
    List<FeatureStore> stores = new ArrayList<>();
    for (String manifest : manifests) {
      stores.add(builder.openOrBuild(Path.of(manifest), cache));
    }
    return stores;
  }

  private List<BatchPlan.Item> items(List<FeatureStore> stores, boolean filter) {
    List<BatchPlan.Item> all = new ArrayList<>();
    for (int store = 0; store < stores.size(); store++) {
      for (FeatureStore.Entry entry : stores.get(store).entries()) {
        double seconds = entry.frames() * recipe.hopSeconds();
        boolean suitable =
            seconds >= MIN_SECONDS && seconds <= MAX_SECONDS && encodable(entry.utterance().text());
        if (!filter || suitable) {
          all.add(new BatchPlan.Item(store, entry));
        }
      }
    }
    return all;
  }

  private boolean encodable(String text) {
    try {
      return vocabulary.encode(config.normalizer().apply(text)).length > 0;
    } catch (UnencodableTextException e) {
      return false;
    }
  }

  /** Batches of an epoch from a given one on. */
  public BatchStream stream(int epoch, int firstBatch) {
    int maxFrames = (int) (config.batchSeconds() / recipe.hopSeconds());
    BatchPlan plan = BatchPlan.of(items, config.corpusWeights(), maxFrames, config.seed(), epoch);
    return new BatchStream(plan, loader, config.seed() + 31L * epoch, firstBatch);
  }

  /** Makes the measurement on held-out speech, or null if there is none. */
  public Function<EncoderNet, DevEvaluation> dev() {
    if (devStores.isEmpty()) {
      return null;
    }
    BatchLoader plain =
        new BatchLoader(devStores, null, statistics.mean(), config.encoder().stride());
    int maxFrames = (int) (4 * config.batchSeconds() / recipe.hopSeconds());
    BatchPlan plan = BatchPlan.of(items(devStores, false), Map.of(), maxFrames, 0, 0);
    return net -> new DevEvaluation(net, vocabulary, plain, plan, config.encoder().stride());
  }

  /** Features of all stores. */
  public FeatureRecipe recipe() {
    return recipe;
  }

  /** Symbols of the model. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** Pronunciations, or null. */
  Lexicon lexicon() {
    return lexicon;
  }

  float[] mean() {
    return statistics.mean();
  }

  float[] scale() {
    return statistics.scale();
  }

  /** Audio hours of one epoch without regard to corpus weights, h. */
  public double hours() {
    return items.stream().mapToLong(item -> item.entry().frames()).sum()
        * recipe.hopSeconds()
        / 3600;
  }

  @Override
  public void close() throws IOException {
    for (FeatureStore store : trainStores) {
      store.close();
    }
    for (FeatureStore store : devStores) {
      store.close();
    }
  }
}
