package dev.rubato.model.onnx;

import java.util.List;

/**
 * A value as whole numbers: {@code x = (values - zeroPoint) * scale}. Belongs to one builder.
 *
 * @param values 8-bit whole numbers
 * @param scale a scalar
 * @param zeroPoint a scalar
 */
public record Quantization(Value values, Value scale, Value zeroPoint) {

  /** Quantises a value while the graph runs, by its smallest and its largest element. */
  public static Quantization dynamic(Value x) {
    GraphBuilder graph = x.graph();
    Value values = graph.fresh("Quantized", ElementType.UINT8, x.shape());
    Value scale = graph.fresh("QuantizedScale", ElementType.FLOAT, Shape.of());
    Value zeroPoint = graph.fresh("QuantizedZero", ElementType.UINT8, Shape.of());
    graph.node("DynamicQuantizeLinear", List.of(x), List.of(values, scale, zeroPoint));
    return new Quantization(values, scale, zeroPoint);
  }
}
