package dev.rubato.model.graph;

import static dev.rubato.model.onnx.Linear.gemm;

import dev.rubato.model.EncoderConfig;
import dev.rubato.model.Tensor;
import dev.rubato.model.onnx.Arithmetic;
import dev.rubato.model.onnx.GraphBuilder;
import dev.rubato.model.onnx.Layout;
import dev.rubato.model.onnx.Linear;
import dev.rubato.model.onnx.Value;
import java.util.HashMap;
import java.util.Map;

/** The trained numbers of one graph, added to it when they are first used. */
final class Weights {
  private final GraphBuilder graph;
  private final Map<String, Tensor> tensors;
  private final Map<String, Value> used = new HashMap<>();

  Weights(GraphBuilder graph, Map<String, Tensor> tensors) {
    this.graph = graph;
    this.tensors = tensors;
  }

  Value get(String name) {
    return used.computeIfAbsent(
        name,
        key -> {
          Tensor tensor = tensors.get(key);
          return graph.initializer(key, tensor.values(), tensor.shape());
        });
  }

  /** The weight, or null if this encoder has none of that name. */
  Value find(String name) {
    return tensors.containsKey(name) ? get(name) : null;
  }

  /** {@code x W + b}, or {@code x W} if there is no bias. */
  Value linear(Value x, String name) {
    return gemm(x, get(name + ".weight"), find(name + ".bias"));
  }

  /** Some columns of {@code x W + b}. Parts of weights are cut out once, at load. */
  Value linearPart(Value x, String name, int from, int to) {
    Value weight = Layout.range(get(name + ".weight"), 1, from, to);
    return gemm(x, weight, Layout.range(get(name + ".bias"), 0, from, to));
  }

  /** {@code x W} with some rows of W. */
  Value productPart(Value x, String name, int from, int to) {
    return gemm(x, Layout.range(get(name + ".weight"), 0, from, to), null);
  }

  /** Layer normalisation. */
  Value norm(Value x, String name) {
    return Arithmetic.layerNormalization(
        x, get(name + ".weight"), get(name + ".bias"), EncoderConfig.NORM_EPSILON);
  }

  /** Depthwise convolution of frames that have taps - 1 frames of past before them. */
  Value depthwise(Value x, String name) {
    return Linear.depthwise(x, get(name + ".weight"), get(name + ".bias"), "T");
  }
}
