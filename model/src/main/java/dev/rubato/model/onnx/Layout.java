package dev.rubato.model.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Operators that only move elements. */
public final class Layout {
  /** The end of every axis, for slices. */
  private static final long END = Long.MAX_VALUE;

  private Layout() {}

  /**
   * The same elements in another shape. A named axis must keep its index; one more named axis is
   * computed from the number of elements.
   */
  public static Value reshape(Value x, Object... sizes) {
    Shape target = Shape.of(sizes);
    long[] wanted = new long[target.rank()];
    int computed = 0;
    for (int axis = 0; axis < wanted.length; axis++) {
      Dim dim = target.dim(axis);
      boolean kept = axis < x.shape().rank() && x.dim(axis).equals(dim);
      wanted[axis] = dim.isFixed() ? dim.size() : kept ? 0 : -1;
      computed += wanted[axis] == -1 ? 1 : 0;
    }
    if (computed > 1) {
      throw new IllegalArgumentException("cannot reshape %s to %s".formatted(x, target));
    }
    return x.graph().node("Reshape", x.type(), target, List.of(x, x.graph().constant(wanted)));
  }

  /** The same elements in a shape that a vector of sizes gives, one of which may be -1. */
  public static Value reshapeTo(Value x, Value sizes, Object... shape) {
    return x.graph().node("Reshape", x.type(), Shape.of(shape), List.of(x, sizes));
  }

  /** Axes in another order. */
  public static Value transpose(Value x, int... order) {
    Shape shape = new Shape(Arrays.stream(order).mapToObj(x::dim).toList());
    return x.graph().node("Transpose", x.type(), shape, List.of(x), Attributes.of("perm", order));
  }

  /** A new axis of size 1. */
  public static Value unsqueeze(Value x, int axis) {
    List<Dim> dims = new ArrayList<>(x.shape().dims());
    dims.add(axis, Dim.of(1));
    return x.graph()
        .node("Unsqueeze", x.type(), new Shape(dims), List.of(x, x.graph().constant(axis)));
  }

  /** Removes an axis of size 1. */
  public static Value squeeze(Value x, int axis) {
    if (!x.dim(axis).is(1)) {
      throw new IllegalArgumentException("axis %d of %s is not of size 1".formatted(axis, x));
    }
    List<Dim> dims = new ArrayList<>(x.shape().dims());
    dims.remove(axis);
    return x.graph()
        .node("Squeeze", x.type(), new Shape(dims), List.of(x, x.graph().constant(axis)));
  }

  /** Values one after the other along an axis. */
  public static Value concat(int axis, Value... parts) {
    Value first = parts[0];
    Dim size = Dim.of(0);
    for (Value part : parts) {
      if (!part.shape().with(axis, Dim.of(0)).equals(first.shape().with(axis, Dim.of(0)))) {
        throw new IllegalArgumentException(
            "cannot join %s to %s along axis %d".formatted(part, first, axis));
      }
      size = size.plus(part.dim(axis));
    }
    return first
        .graph()
        .node(
            "Concat",
            first.type(),
            first.shape().with(axis, size),
            List.of(parts),
            Attributes.of("axis", (long) first.shape().index(axis)));
  }

  /** The first elements along an axis; the caller names how many there are. */
  public static Value head(Value x, int axis, long end, Object size) {
    return slice(x, axis, 0, end, Dim.of(size));
  }

  /** The last elements along an axis; at least so many must be there. */
  public static Value tail(Value x, int axis, int count) {
    return slice(x, axis, -count, END, Dim.of(count));
  }

  /** Elements from start to end along an axis of fixed size. */
  public static Value range(Value x, int axis, int start, int end) {
    if (!x.dim(axis).isFixed() || start < 0 || end > x.dim(axis).size()) {
      throw new IllegalArgumentException(
          "%s has no elements %d to %d along axis %d".formatted(x, start, end, axis));
    }
    return slice(x, axis, start, end, Dim.of(end - start));
  }

  /** All elements from start on along an axis; the caller names how many there are. */
  public static Value from(Value x, int axis, long start, Object size) {
    return slice(x, axis, start, END, Dim.of(size));
  }

  /** Zeros before the first element along an axis. */
  public static Value padBefore(Value x, int axis, int count) {
    long[] pads = new long[2 * x.shape().rank()];
    pads[x.shape().index(axis)] = count;
    Shape shape = x.shape().with(axis, Dim.of(count).plus(x.dim(axis)));
    return x.graph().node("Pad", x.type(), shape, List.of(x, x.graph().constant(pads)));
  }

  private static Value slice(Value x, int axis, long start, long end, Dim size) {
    GraphBuilder graph = x.graph();
    return graph.node(
        "Slice",
        x.type(),
        x.shape().with(axis, size),
        List.of(
            x,
            graph.constant(start),
            graph.constant(end),
            graph.constant((long) x.shape().index(axis))));
  }
}
