package dev.rubato.model.graph;

import static dev.rubato.model.onnx.Arithmetic.add;
import static dev.rubato.model.onnx.Arithmetic.cast;
import static dev.rubato.model.onnx.Arithmetic.multiply;
import static dev.rubato.model.onnx.Linear.matMulInteger;

import dev.rubato.model.Tensor;
import dev.rubato.model.onnx.ElementType;
import dev.rubato.model.onnx.GraphBuilder;
import dev.rubato.model.onnx.Quantization;
import dev.rubato.model.onnx.Value;
import java.util.HashMap;
import java.util.Map;

/**
 * Products with 8-bit weights, in the form that ONNX Runtime recognises and fuses. An input of
 * several products is quantised once.
 */
final class Int8Products {
  private final GraphBuilder graph;
  private final Map<String, Quantization> inputs = new HashMap<>();
  private final Map<String, Value> values = new HashMap<>();
  private final Map<String, Value> scales = new HashMap<>();

  Int8Products(GraphBuilder graph) {
    this.graph = graph;
  }

  /**
   * {@code x W + b}.
   *
   * @param name name of the weight
   * @param cut part of the weight that is used
   * @param bias already cut, or null
   */
  Value product(Value x, String name, Tensor weight, Cut cut, Value bias) {
    if (!values.containsKey(name)) {
      QuantizedMatrix matrix = QuantizedMatrix.of(weight);
      values.put(
          name, graph.initializer(name + QuantizedMatrix.VALUES, matrix.values(), weight.shape()));
      scales.put(
          name,
          graph.initializer(
              name + QuantizedMatrix.SCALES, matrix.scales(), matrix.scales().length));
    }
    Quantization input = inputs.computeIfAbsent(x.name(), n -> Quantization.dynamic(x));
    Value sums = matMulInteger(input.values(), cut.of(values.get(name)), input.zeroPoint());
    Value scale = multiply(input.scale(), cut.ofColumns(scales.get(name)));
    Value product = multiply(cast(sums, ElementType.FLOAT), scale);
    return bias == null ? product : add(product, bias);
  }
}
