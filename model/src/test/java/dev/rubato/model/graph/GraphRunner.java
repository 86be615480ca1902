package dev.rubato.model.graph;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.rubato.model.EncoderConfig;
import dev.rubato.model.Tensor;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs an encoder's graph in ONNX Runtime with one thread. */
final class GraphRunner implements AutoCloseable {
  private final EncoderConfig config;
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  GraphRunner(EncoderConfig config, byte[] graph) throws OrtException {
    this.config = config;
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      this.session = environment.createSession(graph, options);
    }
  }

  /** What one run gives: {@code [S][T][V]}, {@code [S][T][A]} and the next caches. */
  record Result(float[][][] logProbs, long[][][] learners, Map<String, float[]> caches) {}

  /** Outputs of one vector each, by name, of one run over all features of one stream. */
  Map<String, float[]> vectors(float[][] features, float price, List<String> names)
      throws OrtException {
    Map<String, float[]> vectors = new HashMap<>();
    long[] length = {features.length};
    Map<String, OnnxTensorLike> inputs =
        inputs(new float[][][] {features}, length, new long[1], new float[] {price}, start(1));
    try (OrtSession.Result outputs = session.run(inputs)) {
      for (String name : names) {
        vectors.put(name, (float[]) outputs.get(name).orElseThrow().getValue());
      }
    } finally {
      inputs.values().forEach(OnnxTensorLike::close);
    }
    return vectors;
  }

  /** Ranges of activations over so many runs of one chunk of random features. */
  static Map<String, ActivationRange> measureRanges(
      EncoderConfig config, Map<String, Tensor> weights, int runs) throws OrtException {
    RangeProbe probe = new RangeProbe(config, weights);
    try (GraphRunner runner = new GraphRunner(config, probe.graph())) {
      for (int i = 0; i < runs; i++) {
        float[][] features = RandomEncoders.features(config, config.chunkFeatures(), 50 + i);
        runner.vectors(features, Float.NEGATIVE_INFINITY, probe.outputs()).forEach(probe::accept);
      }
    }
    return probe.ranges();
  }

  boolean streaming() {
    return session.getInputNames().contains(EncoderGraph.POSITION);
  }

  /** Caches at the start of as many streams. */
  Map<String, float[]> start(int streams) {
    Map<String, float[]> caches = new HashMap<>();
    if (streaming()) {
      EncoderGraph.caches(config)
          .forEach(c -> caches.put(c.input(), new float[streams * c.size()]));
    }
    return caches;
  }

  Result run(
      float[][][] features,
      long[] length,
      long[] position,
      float[] price,
      Map<String, float[]> caches)
      throws OrtException {
    Map<String, OnnxTensorLike> inputs = inputs(features, length, position, price, caches);
    try (OrtSession.Result outputs = session.run(inputs)) {
      Map<String, float[]> next = new HashMap<>();
      for (String input : caches.keySet()) {
        OnnxTensor tensor = (OnnxTensor) outputs.get("next_" + input).orElseThrow();
        float[] content = new float[caches.get(input).length];
        tensor.getFloatBuffer().get(content);
        next.put(input, content);
      }
      return new Result(
          (float[][][]) outputs.get(EncoderGraph.LOG_PROBS).orElseThrow().getValue(),
          learners((OnnxTensor) outputs.get(EncoderGraph.LEARNERS).orElseThrow()),
          next);
    } finally {
      inputs.values().forEach(OnnxTensorLike::close);
    }
  }

  private Map<String, OnnxTensorLike> inputs(
      float[][][] features,
      long[] length,
      long[] position,
      float[] price,
      Map<String, float[]> caches)
      throws OrtException {
    int streams = features.length;
    int frames = features[0].length;
    FloatBuffer flat = FloatBuffer.allocate(streams * frames * config.melBins());
    Arrays.stream(features).flatMap(Arrays::stream).forEach(flat::put);
    Map<String, OnnxTensorLike> inputs = new HashMap<>();
    inputs.put(EncoderGraph.FEATURES, floats(flat.flip(), streams, frames, config.melBins()));
    inputs.put(EncoderGraph.LENGTH, longs(length));
    inputs.put(EncoderGraph.PRICE, floats(FloatBuffer.wrap(price), streams));
    if (streaming()) {
      inputs.put(EncoderGraph.POSITION, longs(position));
      for (EncoderGraph.Cache cache : EncoderGraph.caches(config)) {
        FloatBuffer content = FloatBuffer.wrap(caches.get(cache.input()));
        inputs.put(cache.input(), floats(content, streams, cache.frames(), cache.width()));
      }
    }
    return inputs;
  }

  /** One run over all features of one stream at price 0. */
  float[][] whole(float[][] features, int length) throws OrtException {
    return run(new float[][][] {features}, new long[] {length}, new long[1], new float[1], start(1))
        .logProbs()[0];
  }

  private static long[][][] learners(OnnxTensor tensor) throws OrtException {
    long[] shape = tensor.getInfo().getShape();
    if (shape[2] == 0) {
      return new long[(int) shape[0]][(int) shape[1]][0];
    }
    return (long[][][]) tensor.getValue();
  }

  private OnnxTensor floats(FloatBuffer values, long... shape) throws OrtException {
    if (values.remaining() == 0) {
      throw new IllegalArgumentException("empty input of type " + OnnxJavaType.FLOAT);
    }
    return OnnxTensor.createTensor(environment, values, shape);
  }

  private OnnxTensor longs(long[] values) throws OrtException {
    return OnnxTensor.createTensor(
        environment, LongBuffer.wrap(values), new long[] {values.length});
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
