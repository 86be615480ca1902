package dev.rubato.model.graph;

import dev.rubato.model.Tensor;

/**
 * A weight matrix as whole numbers of 7 bits with one scale per column: {@code weight[i][j] =
 * values[i][j] * scales[j]}.
 *
 * @param values row-major, in [-64, 64]
 * @param scales one per column
 */
record QuantizedMatrix(byte[] values, float[] scales) {
  static final String VALUES = ".int8";
  static final String SCALES = ".scale";

  /** Largest value; see {@link Precision}. */
  private static final int LARGEST = 64;

  static QuantizedMatrix of(Tensor weight) {
    int columns = weight.shape()[1];
    float[] scales = new float[columns];
    for (int i = 0; i < weight.values().length; i++) {
      scales[i % columns] = Math.max(scales[i % columns], Math.abs(weight.values()[i]));
    }
    for (int j = 0; j < columns; j++) {
      scales[j] = scales[j] == 0 ? 1 : scales[j] / LARGEST;
    }
    byte[] values = new byte[weight.values().length];
    for (int i = 0; i < values.length; i++) {
      long rounded = Math.round((double) weight.values()[i] / scales[i % columns]);
      values[i] = (byte) Math.max(-LARGEST, Math.min(LARGEST, rounded));
    }
    return new QuantizedMatrix(values, scales);
  }

  /** The weights that these numbers stand for. */
  Tensor dequantized() {
    int columns = scales.length;
    float[] weights = new float[values.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = values[i] * scales[i % columns];
    }
    return Tensor.of(weights, weights.length / columns, columns);
  }
}
