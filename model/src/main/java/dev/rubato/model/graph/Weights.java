package dev.rubato.model.graph;

import static dev.rubato.model.onnx.Arithmetic.add;
import static dev.rubato.model.onnx.Linear.matMul;

import dev.rubato.model.EncoderConfig;
import dev.rubato.model.Tensor;
import dev.rubato.model.onnx.Arithmetic;
import dev.rubato.model.onnx.GraphBuilder;
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

  /** {@code x W + b}. */
  Value linear(Value x, String name) {
    return add(matMul(x, get(name + ".weight")), get(name + ".bias"));
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
