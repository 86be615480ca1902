package dev.rubato.model.graph;

import static dev.rubato.model.onnx.Linear.gemm;

import dev.rubato.model.EncoderConfig;
import dev.rubato.model.Tensor;
import dev.rubato.model.onnx.Arithmetic;
import dev.rubato.model.onnx.GraphBuilder;
import dev.rubato.model.onnx.Layout;
import dev.rubato.model.onnx.Linear;
import dev.rubato.model.onnx.Selection;
import dev.rubato.model.onnx.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The trained numbers of one graph, added to it when they are first used. */
final class Weights {
  private final GraphBuilder graph;
  private final Map<String, Tensor> tensors;
  private final Precision precision;
  private final Optional<BiConsumer<String, Value>> probe;
  private final Int8Products int8;
  private final Map<String, Value> used = new HashMap<>();

  Weights(
      GraphBuilder graph,
      Map<String, Tensor> tensors,
      Precision precision,
      Optional<BiConsumer<String, Value>> probe) {
    this.graph = graph;
    this.tensors = tensors;
    this.precision = precision;
    this.probe = probe;
    this.int8 = new Int8Products(graph, precision.ranges());
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
    return product(x, name, Cut.NONE, find(name + ".bias"));
  }

  /** Some columns of {@code x W + b}. */
  Value linearPart(Value x, String name, int from, int to) {
    Cut columns = Cut.columns(from, to);
    return product(x, name, columns, columns.ofColumns(get(name + ".bias")));
  }

  /** {@code x W} with some rows of W. */
  Value productPart(Value x, String name, int from, int to) {
    return product(x, name, Cut.rows(from, to), null);
  }

  private Value product(Value x, String name, Cut cut, Value bias) {
    probe.ifPresent(p -> p.accept(name, range(x)));
    String weight = name + ".weight";
    return precision.quantizes(name)
        ? int8.product(x, name, tensors.get(weight), cut, bias)
        : gemm(x, cut.of(get(weight)), bias);
  }

  /** Smallest and largest element, {@code [2]}. */
  private static Value range(Value x) {
    return Layout.concat(
        0, Layout.unsqueeze(Selection.smallest(x), 0), Layout.unsqueeze(Selection.largest(x), 0));
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
