package dev.rubato.model.onnx;

import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;

/**
 * A value in a graph that is being built. Belongs to one builder and, like it, to one thread.
 *
 * @param graph the builder that made it
 * @param name its name, unique in the graph
 * @param type type of its elements
 * @param shape sizes of its axes
 */
public record Value(GraphBuilder graph, String name, ElementType type, Shape shape) {

  /** Size of an axis; negative axes count from the end. */
  public Dim dim(int axis) {
    return shape.dim(axis);
  }

  Value require(ElementType required) {
    if (type != required) {
      throw new IllegalArgumentException(this + " should have elements of type " + required);
    }
    return this;
  }

  ValueInfoProto proto() {
    var tensor = TypeProto.Tensor.newBuilder().setElemType(type.number()).setShape(shape.proto());
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  @Override
  public String toString() {
    return "%s %s%s".formatted(name, type, shape);
  }
}
