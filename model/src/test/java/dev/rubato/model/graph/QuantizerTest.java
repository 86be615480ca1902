package dev.rubato.model.graph;

import static dev.rubato.model.graph.RandomEncoders.features;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnxruntime.OrtException;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.rubato.audio.FeatureRecipe;
import dev.rubato.model.Activation;
import dev.rubato.model.AdaptiveConfig;
import dev.rubato.model.AdaptiveSite;
import dev.rubato.model.EncoderConfig;
import dev.rubato.model.EncoderWeights;
import dev.rubato.model.ModelDescription;
import dev.rubato.model.ModelPackage;
import dev.rubato.model.ModelPackageWriter;
import dev.rubato.model.Tensor;
import dev.rubato.model.Vocabulary;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantizerTest {
  private static final EncoderConfig DENSE =
      new EncoderConfig(80, 8, 4, 96, 64, 3, 4, 1, 128, 7, 5, 5, 10, 29);

  private static final EncoderConfig ADAPTIVE =
      DENSE.withAdaptive(
          new AdaptiveConfig(
              Map.of(AdaptiveSite.FFN, 4, AdaptiveSite.CONVOLUTION, 2, AdaptiveSite.ATTENTION, 1),
              8,
              Activation.GELU,
              Activation.GELU,
              true));

  @TempDir Path temp;

  @Test
  void logProbabilitiesStayCloseToThoseOfTheTrainedWeights() throws OrtException {
    Map<String, Tensor> weights = RandomWeights.of(DENSE, 1);
    float[][] exact = run(DENSE, weights, Precision.FLOAT32, 0);
    float[][] rounded = run(DENSE, weights, Precision.INT8, 0);
    double error = rootMeanSquare(exact, rounded);
    assertTrue(error > 1e-5, "the weights were not quantised at all");
    assertTrue(error < 0.06 * spread(exact), error + " beside a spread of " + spread(exact));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY})
  void adaptiveModulesAreQuantisedAndSurviveLearnersWithoutRows(float price) throws OrtException {
    Map<String, Tensor> weights = RandomWeights.of(ADAPTIVE, 2);
    float[][] exact = run(ADAPTIVE, weights, Precision.FLOAT32, price);
    float[][] rounded = run(ADAPTIVE, weights, Precision.INT8, price);
    assertTrue(
        rootMeanSquare(exact, rounded) < 0.06 * spread(exact),
        rootMeanSquare(exact, rounded) + " beside a spread of " + spread(exact));
  }

  @Test
  void headAndGatesStayAsTheyAre() throws InvalidProtocolBufferException {
    ModelProto graph =
        ModelProto.parseFrom(
            StreamingEncoderGraph.write(ADAPTIVE, RandomWeights.of(ADAPTIVE, 3), Precision.INT8));
    Set<String> names =
        graph.getGraph().getInitializerList().stream()
            .map(TensorProto::getName)
            .collect(Collectors.toSet());
    for (String name : EncoderWeights.shapes(ADAPTIVE).keySet()) {
      boolean matrix = name.endsWith(".weight") && !name.matches(".*(norm|depthwise|position).*");
      boolean kept = !matrix || name.startsWith("head") || name.contains(".gate.");
      assertEquals(kept, names.contains(name), name);
      assertEquals(!kept, names.contains(name + ".int8"), name);
    }
    Set<String> domains =
        graph.getGraph().getNodeList().stream()
            .map(NodeProto::getDomain)
            .collect(Collectors.toSet());
    assertEquals(Set.of(""), domains);
  }

  @Test
  void withMeasuredRangesAStreamDoesNotDependOnItsBatchMates() throws OrtException {
    for (EncoderConfig config : List.of(DENSE, ADAPTIVE)) {
      Map<String, Tensor> weights = RandomWeights.of(config, 7);
      Precision precision = Precision.int8(GraphRunner.measureRanges(config, weights, 20));
      byte[] graph = StreamingEncoderGraph.write(config, weights, precision);
      float[][][] batch = {
        features(config, 100, 1), features(config, 100, 2), features(config, 100, 3)
      };
      for (float[] frame : batch[2]) {
        Arrays.fill(frame, 50);
      }
      try (GraphRunner runner = new GraphRunner(config, graph)) {
        var together =
            runner.run(
                batch, new long[] {100, 100, 100}, new long[3], new float[3], runner.start(3));
        Assertions.assertClose(runner.whole(batch[0], 100), together.logProbs()[0]);
        Assertions.assertClose(runner.whole(batch[1], 100), together.logProbs()[1]);
      }
    }
  }

  @Test
  void withMeasuredRangesOneRunEqualsChunkAfterChunk() throws OrtException {
    Map<String, Tensor> weights = RandomWeights.of(DENSE, 7);
    Precision precision = Precision.int8(GraphRunner.measureRanges(DENSE, weights, 20));
    byte[] graph = StreamingEncoderGraph.write(DENSE, weights, precision);
    int chunk = DENSE.chunkFeatures();
    float[][] features = features(DENSE, 10 * chunk, 1);
    try (GraphRunner runner = new GraphRunner(DENSE, graph)) {
      float[][] whole = runner.whole(features, features.length);
      Map<String, float[]> caches = runner.start(1);
      for (int i = 0; i < 10; i++) {
        float[][][] piece = {Arrays.copyOfRange(features, i * chunk, (i + 1) * chunk)};
        long[] position = {(long) i * DENSE.chunk()};
        var result = runner.run(piece, new long[] {chunk}, position, new float[1], caches);
        caches = result.caches();
        Assertions.assertClose(
            Arrays.copyOfRange(whole, i * DENSE.chunk(), (i + 1) * DENSE.chunk()),
            result.logProbs()[0]);
      }
    }
  }

  @Test
  void measuredRangesAreAsGoodAsThoseOfTheRun() throws OrtException {
    Map<String, Tensor> weights = RandomWeights.of(ADAPTIVE, 8);
    float dense = Float.NEGATIVE_INFINITY;
    float[][] exact = run(ADAPTIVE, weights, Precision.FLOAT32, dense);
    Precision precision = Precision.int8(GraphRunner.measureRanges(ADAPTIVE, weights, 20));
    double error = rootMeanSquare(exact, run(ADAPTIVE, weights, precision, dense));
    assertTrue(error > 1e-5, "the weights were not quantised at all");
    assertTrue(error < 0.06 * spread(exact), error + " beside a spread of " + spread(exact));
  }

  @Test
  void aMissingRangeIsNamed() throws OrtException {
    Map<String, Tensor> weights = RandomWeights.of(DENSE, 7);
    Map<String, ActivationRange> ranges =
        new HashMap<>(GraphRunner.measureRanges(DENSE, weights, 20));
    ranges.remove("layers.2.ffn.output");
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> StreamingEncoderGraph.write(DENSE, weights, Precision.int8(ranges)));
    assertTrue(e.getMessage().contains("layers.2.ffn.output is missing"), e.getMessage());
  }

  @Test
  void theRangeOfAMapCoversAllItsLearners() throws OrtException {
    Map<String, Tensor> weights = RandomWeights.of(ADAPTIVE, 9);
    float usual = largestInput(weights);
    float[] bias = weights.get("layers.0.ffn.hidden.bias").values();
    bias[bias.length - 1] = 10 * usual;
    float changed = largestInput(weights);
    assertTrue(changed > 5 * usual, changed + " after " + usual);
  }

  @Test
  void rangesHoldZeroExactly() {
    ActivationRange range = new ActivationRange(-0.17f, 5.3f);
    assertEquals(8, range.zeroPoint());
    assertEquals(5.3, (255 - range.zeroPoint()) * range.scale(), range.scale() / 2);
    assertThrows(IllegalArgumentException.class, () -> new ActivationRange(0.1f, 1));
    assertThrows(IllegalArgumentException.class, () -> new ActivationRange(0, 0));
    assertThrows(IllegalArgumentException.class, () -> new ActivationRange(-1, Float.NaN));
  }

  private static float largestInput(Map<String, Tensor> weights) throws OrtException {
    return GraphRunner.measureRanges(ADAPTIVE, weights, 5).get("layers.0.ffn.output").largest();
  }

  /** Processors without VNNI add two products of 8-bit numbers in 16 bits, and saturate. */
  @Test
  void noTwoProductsOverflowSixteenBits() {
    Tensor weight = RandomWeights.of(DENSE, 4).get("layers.0.ffn.hidden.weight");
    QuantizedMatrix matrix = QuantizedMatrix.of(weight);
    int largest = 0;
    for (byte value : matrix.values()) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertEquals(64, largest);
    assertTrue(255 * largest * 2 <= Short.MAX_VALUE);
  }

  @Test
  void roundingErrsByHalfAStepOfTheColumnAtMost() {
    float[] values = {1, -0.5f, 0, 0.26f, 64, 0, -0.33f, 3, 0};
    QuantizedMatrix matrix = QuantizedMatrix.of(Tensor.of(values, 3, 3));
    assertArrayEquals(new float[] {1 / 64f, 1, 1}, matrix.scales(), 1e-9f);
    float[] rounded = matrix.dequantized().values();
    for (int i = 0; i < values.length; i++) {
      assertEquals(values[i], rounded[i], matrix.scales()[i % 3] / 2 + 1e-7);
    }
  }

  @Test
  void aQuantisedPackageKeepsAllElseAndGivesItsRoundedWeights() {
    Map<String, Tensor> weights = RandomWeights.of(DENSE, 5);
    ModelDescription description =
        ModelDescription.of(
            "tiny", "en", DENSE, FeatureRecipe.DEFAULT, Vocabulary.ENGLISH, Map.of("a", 1));
    Path target = temp.resolve("model");
    new ModelPackageWriter(description, StreamingEncoderGraph.write(DENSE, weights))
        .card("# Mine\n")
        .write(target);
    try (ModelPackage source = ModelPackage.open(target)) {
      Quantizer.quantize(source, Precision.INT8).write(temp.resolve("int8"));
    }
    try (ModelPackage quantized = ModelPackage.open(temp.resolve("int8"))) {
      assertEquals(description, quantized.description());
      assertEquals("# Mine\n", quantized.card().orElseThrow());
      Map<String, Tensor> read = GraphWeights.read(quantized);
      assertEquals(weights.keySet(), read.keySet());
      String name = "layers.1.attention.query.weight";
      assertArrayEquals(
          QuantizedMatrix.of(weights.get(name)).dequantized().values(), read.get(name).values());
      assertArrayEquals(weights.get("head.weight").values(), read.get("head.weight").values());
    }
  }

  private static float[][] run(
      EncoderConfig config, Map<String, Tensor> weights, Precision precision, float price)
      throws OrtException {
    byte[] graph = StreamingEncoderGraph.write(config, weights, precision);
    try (GraphRunner runner = new GraphRunner(config, graph)) {
      float[][][] batch = {features(config, 200, 6)};
      float[] prices = {price};
      var result = runner.run(batch, new long[] {200}, new long[1], prices, runner.start(1));
      return result.logProbs()[0];
    }
  }

  private static double rootMeanSquare(float[][] a, float[][] b) {
    double sum = 0;
    for (int t = 0; t < a.length; t++) {
      for (int v = 0; v < a[t].length; v++) {
        sum += Math.pow(a[t][v] - b[t][v], 2) / a[t].length / a.length;
      }
    }
    return Math.sqrt(sum);
  }

  /** Standard deviation of all log-probabilities. */
  private static double spread(float[][] logProbs) {
    double mean = 0;
    for (float[] frame : logProbs) {
      for (float value : frame) {
        mean += (double) value / frame.length / logProbs.length;
      }
    }
    float[][] flat = new float[logProbs.length][logProbs[0].length];
    for (float[] frame : flat) {
      Arrays.fill(frame, (float) mean);
    }
    return rootMeanSquare(logProbs, flat);
  }
}
