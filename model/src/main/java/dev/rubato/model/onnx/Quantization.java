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

  /**
   * Quantises a value within a range that is known before.
   *
   * @param scale width of a step
   * @param zeroPoint the step that stands for 0, in [0, 255]
   * @param one a scalar 1 that is computed while the graph runs: ONNX Runtime fuses products of
   *     quantised values only if the scales of both factors are not constant, since it merges
   *     constant ones before it looks for products
   */
  public static Quantization fixed(Value x, float scale, int zeroPoint, Value one) {
    GraphBuilder graph = x.graph();
    Value step = graph.scalar(scale);
    Value zero = graph.scalar((byte) zeroPoint);
    Value values =
        graph.node("QuantizeLinear", ElementType.UINT8, x.shape(), List.of(x, step, zero));
    return new Quantization(values, Arithmetic.multiply(one, step), zero);
  }
}
