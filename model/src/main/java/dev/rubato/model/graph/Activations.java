package dev.rubato.model.graph;

import dev.rubato.model.Activation;
import dev.rubato.model.onnx.Arithmetic;
import dev.rubato.model.onnx.Value;

/** Writes activations. */
final class Activations {
  private Activations() {}

  static Value apply(Activation activation, Value x) {
    return switch (activation) {
      case GELU -> Arithmetic.gelu(x);
      case RELU -> Arithmetic.relu(x);
      case IDENTITY -> x;
    };
  }
}
