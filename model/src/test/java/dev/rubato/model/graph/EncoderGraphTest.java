package dev.rubato.model.graph;

import static dev.rubato.model.graph.Assertions.assertClose;
import static dev.rubato.model.graph.RandomEncoders.features;
import static dev.rubato.model.graph.RandomEncoders.padded;
import static dev.rubato.model.graph.RandomEncoders.wholeChunks;

import ai.onnxruntime.OrtException;
import dev.rubato.model.EncoderConfig;
import dev.rubato.model.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EncoderGraphTest {
  @Provide
  Arbitrary<EncoderConfig> configs() {
    return RandomEncoders.configs();
  }

  @Property(tries = 80, seed = "1")
  void bothGraphsEqualPlainLoops(
      @ForAll("configs") EncoderConfig config,
      @ForAll @IntRange(min = 1, max = 40) int frames,
      @ForAll @IntRange(max = 2) int surplusChunks,
      @ForAll long seed)
      throws OrtException {
    Map<String, Tensor> weights = RandomWeights.of(config, seed);
    float[][] features = features(config, frames, seed + 1);
    double[][] expected = new LoopEncoder(config, weights).logProbs(features);
    int run = wholeChunks(config, frames) + surplusChunks * config.chunkFeatures();
    for (byte[] graph :
        List.of(
            StreamingEncoderGraph.write(config, weights),
            WholeFileEncoderGraph.write(config, weights))) {
      try (GraphRunner runner = new GraphRunner(config, graph)) {
        assertClose(expected, runner.whole(padded(features, run, Float.NaN), frames));
      }
    }
  }

  /** Wide enough for the runtime's blocked convolution and fused normalisation. */
  @Test
  void aWideEncoderEqualsPlainLoops() throws OrtException {
    EncoderConfig config = new EncoderConfig(80, 8, 4, 96, 64, 2, 4, 1, 128, 31, 15, 15, 60, 29);
    Map<String, Tensor> weights = RandomWeights.of(config, 7);
    float[][] features = features(config, 500, 8);
    double[][] expected = new LoopEncoder(config, weights).logProbs(features);
    byte[] graph = StreamingEncoderGraph.write(config, weights);
    try (GraphRunner runner = new GraphRunner(config, graph)) {
      int run = wholeChunks(config, features.length);
      assertClose(expected, runner.whole(padded(features, run, 1f), features.length));
    }
  }

  @Property(tries = 60, seed = "2")
  void oneRunEqualsAnySequenceOfRuns(
      @ForAll("configs") EncoderConfig config,
      @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 4) Integer> runs,
      @ForAll @IntRange(max = 100) int missing,
      @ForAll long seed)
      throws OrtException {
    int chunk = config.chunkFeatures();
    int all = runs.stream().mapToInt(Integer::intValue).sum() * chunk;
    int frames = all - missing % (runs.get(runs.size() - 1) * chunk);
    byte[] graph = StreamingEncoderGraph.write(config, RandomWeights.of(config, seed));
    float[][] features = padded(features(config, frames, seed + 1), all, 3f);
    try (GraphRunner runner = new GraphRunner(config, graph)) {
      float[][] whole = runner.whole(features, frames);
      List<float[]> pieces = new ArrayList<>();
      Map<String, float[]> caches = runner.start(1);
      int at = 0;
      for (int chunks : runs) {
        int end = at + chunks * chunk;
        float[][][] piece = {java.util.Arrays.copyOfRange(features, at, end)};
        var result =
            runner.run(
                piece,
                new long[] {Math.min(frames, end) - at},
                new long[] {at / config.stride()},
                new float[1],
                caches);
        caches = result.caches();
        pieces.addAll(List.of(result.logProbs()[0]));
        at = end;
      }
      assertClose(valid(config, whole, frames), pieces.toArray(float[][]::new));
    }
  }

  @Property(tries = 60, seed = "3")
  void aStreamDoesNotDependOnItsBatchMatesOrPadding(
      @ForAll("configs") EncoderConfig config,
      @ForAll @Size(min = 2, max = 5) List<@IntRange(min = 1, max = 30) Integer> lengths,
      @ForAll long seed)
      throws OrtException {
    int longest = lengths.stream().mapToInt(Integer::intValue).max().orElseThrow();
    int run = wholeChunks(config, longest);
    byte[] graph = StreamingEncoderGraph.write(config, RandomWeights.of(config, seed));
    float[][][] batch = new float[lengths.size()][][];
    for (int i = 0; i < batch.length; i++) {
      batch[i] = padded(features(config, lengths.get(i), seed + i), run, Float.NEGATIVE_INFINITY);
    }
    try (GraphRunner runner = new GraphRunner(config, graph)) {
      int streams = batch.length;
      long[] length = lengths.stream().mapToLong(Integer::longValue).toArray();
      var together =
          runner.run(batch, length, new long[streams], new float[streams], runner.start(streams));
      for (int i = 0; i < streams; i++) {
        float[][] features = features(config, lengths.get(i), seed + i);
        int own = wholeChunks(config, lengths.get(i));
        float[][] alone = runner.whole(padded(features, own, 0), lengths.get(i));
        assertClose(valid(config, alone, lengths.get(i)), together.logProbs()[i]);
      }
    }
  }

  @Property(tries = 20, seed = "4")
  void aStreamThatStartsLaterKeepsItsOwnPosition(
      @ForAll("configs") EncoderConfig config, @ForAll long seed) throws OrtException {
    int chunk = config.chunkFeatures();
    byte[] graph = StreamingEncoderGraph.write(config, RandomWeights.of(config, seed));
    float[][] old = features(config, 2 * chunk, seed + 1);
    float[][] young = features(config, chunk, seed + 2);
    try (GraphRunner runner = new GraphRunner(config, graph)) {
      var first =
          runner.run(
              new float[][][] {java.util.Arrays.copyOf(old, chunk)},
              new long[] {chunk},
              new long[1],
              new float[1],
              runner.start(1));
      Map<String, float[]> caches = runner.start(2);
      first.caches().forEach((n, c) -> System.arraycopy(c, 0, caches.get(n), 0, c.length));
      var both =
          runner.run(
              new float[][][] {java.util.Arrays.copyOfRange(old, chunk, 2 * chunk), young},
              new long[] {chunk, chunk},
              new long[] {config.chunk(), 0},
              new float[2],
              caches);
      float[][] whole = runner.whole(old, 2 * chunk);
      assertClose(
          valid(config, java.util.Arrays.copyOfRange(whole, config.chunk(), whole.length), chunk),
          both.logProbs()[0]);
      assertClose(valid(config, runner.whole(young, chunk), chunk), both.logProbs()[1]);
    }
  }

  /** The frames that belong to so many feature frames. */
  private static float[][] valid(EncoderConfig config, float[][] logProbs, int features) {
    return java.util.Arrays.copyOf(logProbs, (features + config.stride() - 1) / config.stride());
  }
}
