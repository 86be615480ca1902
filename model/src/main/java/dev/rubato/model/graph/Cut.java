package dev.rubato.model.graph;

import dev.rubato.model.onnx.Layout;
import dev.rubato.model.onnx.Value;

/**
 * A part of a weight matrix: some rows or some columns. Weights are constant, so the part is cut
 * out once, when the graph is loaded.
 *
 * @param axis 0 for rows, 1 for columns, -1 for the whole matrix
 */
record Cut(int axis, int from, int to) {
  static final Cut NONE = new Cut(-1, 0, 0);

  static Cut rows(int from, int to) {
    return new Cut(0, from, to);
  }

  static Cut columns(int from, int to) {
    return new Cut(1, from, to);
  }

  Value of(Value matrix) {
    return axis < 0 ? matrix : Layout.range(matrix, axis, from, to);
  }

  /** The part of a vector with one number per column. */
  Value ofColumns(Value vector) {
    return axis == 1 ? Layout.range(vector, 0, from, to) : vector;
  }
}
