package dev.rubato.model.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Operators whose indices or sizes are computed while the graph runs. */
public final class Selection {
  private Selection() {}

  /** Size of an axis, a vector of one 64-bit whole number. */
  public static Value size(Value x, int axis) {
    int index = x.shape().index(axis);
    return x.graph()
        .node(
            "Shape",
            ElementType.INT64,
            Shape.of(1),
            List.of(x),
            Attributes.of("start", (long) index),
            Attributes.of("end", index + 1L));
  }

  /** Whole numbers from start to end; all are scalars. */
  public static Value range(Value start, Value end, Object count) {
    Value one = start.graph().constant(Shape.of(), 1);
    return start
        .graph()
        .node("Range", ElementType.INT64, Shape.of(count), List.of(start, end, one));
  }

  /** Elements of {@code x} along an axis at the given indices of any shape. */
  public static Value gather(Value x, Value indices, int axis) {
    int index = x.shape().index(axis);
    List<Dim> dims = new ArrayList<>(x.shape().dims());
    dims.remove(index);
    dims.addAll(index, indices.shape().dims());
    return x.graph()
        .node(
            "Gather",
            x.type(),
            new Shape(dims),
            List.of(x, indices.require(ElementType.INT64)),
            Attributes.of("axis", (long) index));
  }

  /** Rows of {@code x [R, D]} at {@code indices [K, 1]}. */
  public static Value gatherRows(Value x, Value indices) {
    return x.graph()
        .node(
            "GatherND",
            x.type(),
            Shape.of(indices.dim(0), x.dim(1)),
            List.of(x, indices.require(ElementType.INT64)));
  }

  /** {@code x [R, D]} with {@code rows [K, D]} in place of those at {@code indices [K, 1]}. */
  public static Value putRows(Value x, Value indices, Value rows) {
    return x.graph()
        .node(
            "ScatterND", x.type(), x.shape(), List.of(x, indices.require(ElementType.INT64), rows));
  }

  /** {@code x [R, D]} with {@code rows [K, D]} added at unique {@code indices [K, 1]}. */
  public static Value addRows(Value x, Value indices, Value rows) {
    return x.graph()
        .node(
            "ScatterND",
            x.type(),
            x.shape(),
            List.of(x, indices.require(ElementType.INT64), rows),
            Attributes.of("reduction", "add"));
  }

  /** Indices of the true elements, {@code [rank, count]}, in row-major order. */
  public static Value nonZero(Value x, String count) {
    return x.graph()
        .node("NonZero", ElementType.INT64, Shape.of(x.shape().rank(), count), List.of(x));
  }

  /** Cuts an axis into named parts whose sizes are computed. */
  public static List<Value> split(Value x, Value sizes, int axis, String... names) {
    List<Value> parts =
        Arrays.stream(names)
            .map(n -> x.graph().fresh("Split", x.type(), x.shape().with(axis, Dim.of(n))))
            .toList();
    x.graph()
        .node(
            "Split", List.of(x, sizes), parts, Attributes.of("axis", (long) x.shape().index(axis)));
    return parts;
  }

  /** Index of the largest element along the last axis, the first of equals; the axis goes away. */
  public static Value argMax(Value x) {
    return x.graph()
        .node(
            "ArgMax",
            ElementType.INT64,
            new Shape(x.shape().dims().subList(0, x.shape().rank() - 1)),
            List.of(x),
            Attributes.of("axis", (long) x.shape().rank() - 1),
            Attributes.of("keepdims", 0L));
  }

  /** Sum over the last axis, which goes away. */
  public static Value sum(Value x) {
    return x.graph()
        .node(
            "ReduceSum",
            x.type(),
            new Shape(x.shape().dims().subList(0, x.shape().rank() - 1)),
            List.of(x, x.graph().constant(x.shape().rank() - 1L)),
            Attributes.of("keepdims", 0L));
  }

  /** The smallest of all elements, a scalar. */
  public static Value smallest(Value x) {
    return extreme("ReduceMin", x);
  }

  /** The largest of all elements, a scalar. */
  public static Value largest(Value x) {
    return extreme("ReduceMax", x);
  }

  private static Value extreme(String op, Value x) {
    return x.graph().node(op, x.type(), Shape.of(), List.of(x), Attributes.of("keepdims", 0L));
  }

  /** {@code x} repeated along axes of size 1 to the shape that a vector of sizes gives. */
  public static Value expand(Value x, Value sizes, Object... shape) {
    Shape target = Shape.of(shape);
    if (!x.shape().broadcast(target).equals(target)) {
      throw new IllegalArgumentException("cannot expand %s to %s".formatted(x, target));
    }
    return x.graph().node("Expand", x.type(), target, List.of(x, sizes));
  }
}
