package dev.rubato.model.graph;

import static dev.rubato.model.onnx.Arithmetic.add;
import static dev.rubato.model.onnx.Arithmetic.cast;
import static dev.rubato.model.onnx.Arithmetic.greaterOrEqual;
import static dev.rubato.model.onnx.Arithmetic.multiply;
import static dev.rubato.model.onnx.Layout.squeeze;
import static dev.rubato.model.onnx.Linear.matMulInteger;
import static dev.rubato.model.onnx.Selection.size;

import dev.rubato.model.Tensor;
import dev.rubato.model.onnx.ElementType;
import dev.rubato.model.onnx.GraphBuilder;
import dev.rubato.model.onnx.Quantization;
import dev.rubato.model.onnx.Shape;
import dev.rubato.model.onnx.Value;
import java.util.HashMap;
import java.util.Map;

/**
 * Products with 8-bit weights, in the form that ONNX Runtime recognises and fuses. An input of
 * several products is quantised once.
 */
final class Int8Products {
  private final GraphBuilder graph;
  private final Map<String, ActivationRange> ranges;
  private final Map<String, Quantization> inputs = new HashMap<>();
  private final Map<String, Value> values = new HashMap<>();
  private final Map<String, Value> scales = new HashMap<>();
  private Value one;

  /**
   * Starts without any weight.
   *
   * @param ranges of the inputs, or none to find them in every run
   */
  Int8Products(GraphBuilder graph, Map<String, ActivationRange> ranges) {
    this.graph = graph;
    this.ranges = ranges;
  }

  /**
   * {@code x W + b}.
   *
   * @param name name of the linear map
   * @param cut part of the weight that is used
   * @param bias already cut, or null
   */
  Value product(Value x, String name, Tensor weight, Cut cut, Value bias) {
    if (!values.containsKey(name)) {
      store(name + ".weight", name, QuantizedMatrix.of(weight), weight.shape());
    }
    Quantization input = ranges.isEmpty() ? dynamic(x) : fixed(x, name);
    Value sums = matMulInteger(input.values(), cut.of(values.get(name)), input.zeroPoint());
    Value scale = multiply(input.scale(), cut.ofColumns(scales.get(name)));
    Value product = multiply(cast(sums, ElementType.FLOAT), scale);
    return bias == null ? product : add(product, bias);
  }

  private void store(String weight, String name, QuantizedMatrix matrix, int[] shape) {
    String scale = weight + QuantizedMatrix.SCALES;
    values.put(name, graph.initializer(weight + QuantizedMatrix.VALUES, matrix.values(), shape));
    scales.put(name, graph.initializer(scale, matrix.scales(), matrix.scales().length));
  }

  private Quantization dynamic(Value x) {
    return inputs.computeIfAbsent(x.name(), key -> Quantization.dynamic(x));
  }

  private Quantization fixed(Value x, String name) {
    ActivationRange range = ranges.get(name);
    if (range == null) {
      throw new IllegalArgumentException(
          "the range of the inputs of %s is missing".formatted(name));
    }
    return inputs.computeIfAbsent(
        x.name() + range, key -> Quantization.fixed(x, range.scale(), range.zeroPoint(), one(x)));
  }

  /** A scalar 1 that looks computed. */
  private Value one(Value x) {
    if (one == null) {
      Value rows = squeeze(size(x, 0), 0);
      Value always = greaterOrEqual(rows, graph.constant(Shape.of(), 0));
      one = cast(always, ElementType.FLOAT);
    }
    return one;
  }
}
