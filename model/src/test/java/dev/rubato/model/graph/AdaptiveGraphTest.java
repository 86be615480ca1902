package dev.rubato.model.graph;

import static dev.rubato.model.graph.Assertions.assertClose;
import static dev.rubato.model.graph.RandomEncoders.features;
import static dev.rubato.model.graph.RandomEncoders.padded;
import static dev.rubato.model.graph.RandomEncoders.wholeChunks;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import dev.rubato.model.Activation;
import dev.rubato.model.AdaptiveConfig;
import dev.rubato.model.AdaptiveModule;
import dev.rubato.model.AdaptiveSite;
import dev.rubato.model.EncoderConfig;
import dev.rubato.model.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdaptiveGraphTest {
  private static final float[] PRICES = {
    0, -0.5f, 0.7f, 3, -3, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY
  };

  /** Eight hidden units in four learners, wide gates, everything else small. */
  private static final EncoderConfig FFN_ONLY =
      new EncoderConfig(3, 4, 2, 5, 8, 2, 2, 1, 8, 3, 3, 3, 6, 4)
          .withAdaptive(AdaptiveConfig.feedForward(4, 5));

  @Provide
  Arbitrary<EncoderConfig> configs() {
    return RandomEncoders.adaptiveConfigs();
  }

  @Property(tries = 150, seed = "5")
  void bothGraphsEqualPlainLoopsOverLearners(
      @ForAll("configs") EncoderConfig config,
      @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 30) Integer> lengths,
      @ForAll @IntRange(max = 6) int price,
      @ForAll long seed)
      throws OrtException {
    Map<String, Tensor> weights = RandomWeights.of(config, seed);
    int streams = lengths.size();
    int run = wholeChunks(config, lengths.stream().max(Integer::compare).orElseThrow());
    float[][][] batch = new float[streams][][];
    float[] prices = new float[streams];
    for (int i = 0; i < streams; i++) {
      batch[i] = padded(features(config, lengths.get(i), seed + i), run, Float.NaN);
      prices[i] = PRICES[(price + i) % PRICES.length];
    }
    long[] length = lengths.stream().mapToLong(Integer::longValue).toArray();
    for (byte[] graph :
        List.of(
            StreamingEncoderGraph.write(config, weights),
            WholeFileEncoderGraph.write(config, weights))) {
      try (GraphRunner runner = new GraphRunner(config, graph)) {
        var result = runner.run(batch, length, new long[streams], prices, runner.start(streams));
        for (int i = 0; i < streams; i++) {
          LoopEncoder loops = new LoopEncoder(config, weights, prices[i]);
          float[][] features = features(config, lengths.get(i), seed + i);
          assertClose(loops.logProbs(features), result.logProbs()[i]);
          assertLearners(loops.learners(), result.learners()[i]);
        }
      }
    }
  }

  @Property(tries = 60, seed = "6")
  void oneRunEqualsChunkAfterChunk(
      @ForAll("configs") EncoderConfig config,
      @ForAll @IntRange(min = 1, max = 4) int chunks,
      @ForAll @IntRange(max = 4) int price,
      @ForAll long seed)
      throws OrtException {
    int chunk = config.chunkFeatures();
    float[][] features = features(config, chunks * chunk, seed + 1);
    float[] prices = {PRICES[price]};
    byte[] graph = StreamingEncoderGraph.write(config, RandomWeights.of(config, seed));
    try (GraphRunner runner = new GraphRunner(config, graph)) {
      long[] all = {features.length};
      float[][][] batch = {features};
      var whole = runner.run(batch, all, new long[1], prices, runner.start(1));
      Map<String, float[]> caches = runner.start(1);
      for (int i = 0; i < chunks; i++) {
        float[][][] piece = {Arrays.copyOfRange(features, i * chunk, (i + 1) * chunk)};
        long[] position = {(long) i * config.chunk()};
        var result = runner.run(piece, new long[] {chunk}, position, prices, caches);
        caches = result.caches();
        int from = i * config.chunk();
        int to = from + config.chunk();
        assertClose(Arrays.copyOfRange(whole.logProbs()[0], from, to), result.logProbs()[0]);
        assertEquals(
            Arrays.deepToString(Arrays.copyOfRange(whole.learners()[0], from, to)),
            Arrays.deepToString(result.learners()[0]));
      }
    }
  }

  /**
   * The k of every frame, made by hand, in every mixture of a batch: no k depends on a larger one.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void theOutputIsTheSumOfTheFirstLearnersForEveryNumberOfThem(int k) throws OrtException {
    Map<String, Tensor> weights = RandomWeights.of(FFN_ONLY, 3);
    AdaptiveModule.of(FFN_ONLY).forEach(module -> force(weights, module, k));
    EncoderConfig pruned = withFfn(2 * Math.max(k, 1));
    Map<String, Tensor> prunedWeights = prune(weights, k);
    float[][] features = features(FFN_ONLY, 24, 4);
    byte[] graph = StreamingEncoderGraph.write(FFN_ONLY, weights);
    try (GraphRunner runner = new GraphRunner(FFN_ONLY, graph)) {
      assertClose(
          new LoopEncoder(pruned, prunedWeights).logProbs(features),
          runner.whole(features, features.length));
    }
  }

  @Test
  void infinitePricesAreTheDenseAndTheCheapestEncoder() throws OrtException {
    Map<String, Tensor> weights = RandomWeights.of(FFN_ONLY, 3);
    float[][] features = features(FFN_ONLY, 24, 4);
    float[] prices = {Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY};
    byte[] graph = StreamingEncoderGraph.write(FFN_ONLY, weights);
    try (GraphRunner runner = new GraphRunner(FFN_ONLY, graph)) {
      var result =
          runner.run(
              new float[][][] {features, features},
              new long[] {24, 24},
              new long[2],
              prices,
              runner.start(2));
      assertClose(new LoopEncoder(withFfn(8), weights).logProbs(features), result.logProbs()[0]);
      assertClose(
          new LoopEncoder(withFfn(2), prune(weights, 0)).logProbs(features), result.logProbs()[1]);
      for (int t = 0; t < 12; t++) {
        assertEquals("[4, 4]", Arrays.toString(result.learners()[0][t]));
        assertEquals("[0, 0]", Arrays.toString(result.learners()[1][t]));
      }
    }
  }

  @Test
  void framesOfPaddingRunNoLearner() throws OrtException {
    Map<String, Tensor> weights = RandomWeights.of(FFN_ONLY, 3);
    AdaptiveModule.of(FFN_ONLY).forEach(module -> force(weights, module, 4));
    float[][][] batch = {
      features(FFN_ONLY, 12, 1), features(FFN_ONLY, 12, 2), features(FFN_ONLY, 12, 3)
    };
    byte[] graph = StreamingEncoderGraph.write(FFN_ONLY, weights);
    try (GraphRunner runner = new GraphRunner(FFN_ONLY, graph)) {
      var result =
          runner.run(batch, new long[] {0, 5, 12}, new long[3], new float[3], runner.start(3));
      int[] valid = {0, 3, 6};
      for (int i = 0; i < 3; i++) {
        for (int t = 0; t < 6; t++) {
          assertEquals(
              t < valid[i] ? "[4, 4]" : "[0, 0]", Arrays.toString(result.learners()[i][t]));
        }
      }
    }
  }

  @Test
  void aHigherPriceNeverBuysMore() throws OrtException {
    EncoderConfig config =
        FFN_ONLY.withAdaptive(
            new AdaptiveConfig(
                Map.of(AdaptiveSite.FFN, 4, AdaptiveSite.CONVOLUTION, 2, AdaptiveSite.ATTENTION, 1),
                5,
                Activation.GELU,
                Activation.GELU,
                true));
    byte[] graph = StreamingEncoderGraph.write(config, RandomWeights.of(config, 3));
    float[] prices = {-100, -3, -1, -0.3f, 0, 0.3f, 1, 3, 100};
    float[][][] batch = new float[prices.length][][];
    Arrays.fill(batch, features(config, 12, 1));
    long[] length = new long[prices.length];
    Arrays.fill(length, 12);
    try (GraphRunner runner = new GraphRunner(config, graph)) {
      var learners =
          runner
              .run(batch, length, new long[prices.length], prices, runner.start(prices.length))
              .learners();
      // Only the first module of the first layer sees the same input at every price.
      long last = Long.MAX_VALUE;
      for (long[][] stream : learners) {
        long spent = Arrays.stream(stream).mapToLong(frame -> frame[0]).sum();
        assertTrue(spent <= last);
        last = spent;
      }
      assertEquals(6, Arrays.stream(learners[0]).mapToLong(frame -> frame[0]).sum());
      assertEquals(0, last);
    }
  }

  /** Makes a gate choose k whatever it sees. */
  private static void force(Map<String, Tensor> weights, AdaptiveModule module, int k) {
    float[] bias = new float[module.choices()];
    bias[k - module.site().fewest()] = 1000;
    weights.put(module.name() + ".gate.output.bias", Tensor.of(bias, bias.length));
  }

  /** The weights of a dense encoder with the hidden units of the first k learners. */
  private static Map<String, Tensor> prune(Map<String, Tensor> weights, int k) {
    Map<String, Tensor> pruned = new java.util.HashMap<>(weights);
    int kept = 2 * Math.max(k, 1);
    for (int layer = 0; layer < FFN_ONLY.layers(); layer++) {
      String name = "layers." + layer + ".ffn.";
      float[] hidden = weights.get(name + "hidden.weight").values();
      float[] columns = new float[8 * kept];
      for (int i = 0; i < 8; i++) {
        System.arraycopy(hidden, 8 * i, columns, kept * i, kept);
      }
      float[] output = weights.get(name + "output.weight").values();
      float[] rows = k == 0 ? new float[8 * kept] : Arrays.copyOf(output, 8 * kept);
      pruned.put(name + "hidden.weight", Tensor.of(columns, 8, kept));
      pruned.put(
          name + "hidden.bias",
          Tensor.of(Arrays.copyOf(weights.get(name + "hidden.bias").values(), kept), kept));
      pruned.put(name + "output.weight", Tensor.of(rows, kept, 8));
    }
    return pruned;
  }

  private static EncoderConfig withFfn(int ffnDim) {
    return new EncoderConfig(3, 4, 2, 5, 8, 2, 2, 1, ffnDim, 3, 3, 3, 6, 4);
  }

  private static void assertLearners(List<int[]> expected, long[][] actual) {
    for (int t = 0; t < actual.length; t++) {
      for (int module = 0; module < expected.size(); module++) {
        int[] ofModule = expected.get(module);
        assertEquals(
            t < ofModule.length ? ofModule[t] : 0,
            actual[t][module],
            "frame %d, module %d".formatted(t, module));
      }
    }
  }
}
