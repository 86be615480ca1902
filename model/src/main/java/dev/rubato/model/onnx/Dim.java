package dev.rubato.model.onnx;

import ai.onnx.proto.OnnxMl.TensorShapeProto;

/**
 * The size of one axis: a number, or a name if it is known only when the graph runs. Equal names
 * mean equal sizes. Immutable; may be shared between threads.
 *
 * @param name name of the size, null if it is fixed
 * @param size the size if it is fixed
 */
public record Dim(String name, long size) {

  /** Makes a dimension from a whole number, a name or a dimension. */
  public static Dim of(Object size) {
    if (size instanceof Dim dim) {
      return dim;
    }
    if (size instanceof String name) {
      return new Dim(name, -1);
    }
    if (size instanceof Number number && number.longValue() >= 0) {
      return new Dim(null, number.longValue());
    }
    throw new IllegalArgumentException("a dimension is a name or a number >= 0, not " + size);
  }

  /** Whether the size is known now. */
  public boolean isFixed() {
    return name == null;
  }

  boolean is(long number) {
    return isFixed() && size == number;
  }

  /** The size of two parts one after the other. */
  public Dim plus(Dim other) {
    if (isFixed() && other.isFixed()) {
      return Dim.of(size + other.size);
    }
    if (is(0) || other.is(0)) {
      return is(0) ? other : this;
    }
    return Dim.of(this + "+" + other);
  }

  TensorShapeProto.Dimension proto() {
    var builder = TensorShapeProto.Dimension.newBuilder();
    return (isFixed() ? builder.setDimValue(size) : builder.setDimParam(name)).build();
  }

  @Override
  public String toString() {
    return isFixed() ? Long.toString(size) : name;
  }
}
