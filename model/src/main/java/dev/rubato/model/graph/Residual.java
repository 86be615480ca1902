package dev.rubato.model.graph;

import static dev.rubato.model.onnx.Layout.reshape;

import dev.rubato.model.EncoderConfig;
import dev.rubato.model.onnx.Arithmetic;
import dev.rubato.model.onnx.Value;

/**
 * The residual stream through the layers. Every sum is written twice, for its normalisation and for
 * the next sum, with the operands swapped: ONNX Runtime fuses a sum with the normalisation that
 * reads it (several times faster than its plain normalisation) only if nothing else reads the sum,
 * if all axes but the first are fixed and if there are three of them; and it merges sums that are
 * written alike.
 */
final class Residual {
  private final EncoderConfig config;
  private final Weights weights;
  private Value sum;
  private Value sumForNorm;

  /** Starts with {@code [R, D]}. */
  Residual(EncoderConfig config, Weights weights, Value start) {
    this.config = config;
    this.weights = weights;
    this.sum = cube(start);
    this.sumForNorm = sum;
  }

  /** Adds the output of a module, {@code [..., D]} with as many rows. */
  void add(Value output) {
    Value term = cube(output);
    sumForNorm = Arithmetic.add(sum, term);
    sum = Arithmetic.add(term, sum);
  }

  /** The normalised sum, {@code [R, D]}. */
  Value norm(String name) {
    return reshape(weights.norm(sumForNorm, name), "R", config.dim());
  }

  private Value cube(Value x) {
    return reshape(x, "R", 1, config.dim());
  }
}
