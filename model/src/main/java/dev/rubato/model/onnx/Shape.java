package dev.rubato.model.onnx;

import ai.onnx.proto.OnnxMl.TensorShapeProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sizes of all axes of a value, for example {@code [S, T, 256]}. Immutable; may be shared between
 * threads.
 *
 * @param dims sizes, first axis first
 */
public record Shape(List<Dim> dims) {

  /** Copies the list. */
  public Shape {
    dims = List.copyOf(dims);
  }

  /** A shape from names and numbers. */
  public static Shape of(Object... sizes) {
    return new Shape(Arrays.stream(sizes).map(Dim::of).toList());
  }

  /** Number of axes. */
  public int rank() {
    return dims.size();
  }

  /** Size of an axis; negative axes count from the end. */
  public Dim dim(int axis) {
    return dims.get(index(axis));
  }

  /** The index of an axis that may count from the end. */
  int index(int axis) {
    int index = axis < 0 ? axis + rank() : axis;
    if (index < 0 || index >= rank()) {
      throw new IllegalArgumentException("shape %s has no axis %d".formatted(this, axis));
    }
    return index;
  }

  /** The same shape with another size of one axis. */
  Shape with(int axis, Dim size) {
    List<Dim> changed = new ArrayList<>(dims);
    changed.set(index(axis), size);
    return new Shape(changed);
  }

  /** The shape to which two values are broadcast, as in NumPy. */
  Shape broadcast(Shape other) {
    int rank = Math.max(rank(), other.rank());
    List<Dim> result = new ArrayList<>();
    for (int axis = -rank; axis < 0; axis++) {
      Dim mine = -axis > rank() ? Dim.of(1) : dim(axis);
      Dim theirs = -axis > other.rank() ? Dim.of(1) : other.dim(axis);
      if (!mine.equals(theirs) && !mine.is(1) && !theirs.is(1)) {
        throw new IllegalArgumentException(
            "shapes %s and %s cannot be broadcast".formatted(this, other));
      }
      result.add(mine.is(1) ? theirs : mine);
    }
    return new Shape(result);
  }

  TensorShapeProto proto() {
    return TensorShapeProto.newBuilder().addAllDim(dims.stream().map(Dim::proto).toList()).build();
  }

  @Override
  public String toString() {
    return dims.toString();
  }
}
