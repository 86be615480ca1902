package dev.rubato.model.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects inputs, initialisers, nodes and outputs of one ONNX graph in the order of execution. Not
 * safe for use by several threads at once.
 */
public final class GraphBuilder {
  /** Version of the standard operators; the first that has Gelu. */
  public static final int OPSET = 20;

  /** Version of the file format that came with that operator set. */
  private static final int IR_VERSION = 9;

  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final Map<String, Value> constants = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private String scope = "";

  /** Starts an empty graph. */
  public GraphBuilder(String name) {
    graph.setName(name);
  }

  /** Sets the prefix of the names of all values that come after; for readers of the graph. */
  public void scope(String prefix) {
    scope = prefix.isEmpty() ? "" : prefix + "/";
  }

  /** Declares an input. */
  public Value input(String name, ElementType type, Object... shape) {
    Value value = claim(name, type, Shape.of(shape));
    graph.addInput(value.proto());
    return value;
  }

  /** Makes a value an output of the graph under a name of its own. */
  public Value output(String name, Value value) {
    Value output = claim(name, value.type(), value.shape());
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType("Identity")
            .setName(name)
            .addInput(value.name())
            .addOutput(name));
    graph.addOutput(output.proto());
    return output;
  }

  /** Adds trained numbers; the name is kept in the file. */
  public Value initializer(String name, float[] values, int... shape) {
    ByteBuffer bytes = buffer(values.length, Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return initializer(name, ElementType.FLOAT, bytes, shape);
  }

  /** Adds whole numbers of eight bits; the name is kept in the file. */
  public Value initializer(String name, byte[] values, int... shape) {
    return initializer(name, ElementType.INT8, ByteBuffer.wrap(values), shape);
  }

  /** A constant of 64-bit whole numbers; equal constants are stored once. */
  public Value constant(Shape shape, long... values) {
    String key = "constants/int64" + shape.dims() + Arrays.toString(values);
    ByteBuffer bytes = buffer(values.length, Long.BYTES);
    bytes.asLongBuffer().put(values);
    return constant(key, ElementType.INT64, bytes, shape);
  }

  /** A one-dimensional constant of 64-bit whole numbers. */
  public Value constant(long... values) {
    return constant(Shape.of(values.length), values);
  }

  /** A single number. */
  public Value scalar(float number) {
    return constant(Shape.of(), new float[] {number});
  }

  /** A single whole number of eight bits without a sign. */
  public Value scalar(byte number) {
    String key = "constants/uint8 " + Byte.toUnsignedInt(number);
    return constant(key, ElementType.UINT8, ByteBuffer.wrap(new byte[] {number}), Shape.of());
  }

  /** A constant of numbers; equal constants are stored once. */
  public Value constant(Shape shape, float[] values) {
    String key = "constants/float" + shape.dims() + Arrays.toString(values);
    ByteBuffer bytes = buffer(values.length, Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return constant(key, ElementType.FLOAT, bytes, shape);
  }

  /** Adds a node with one output. */
  public Value node(
      String op, ElementType type, Shape shape, List<Value> inputs, AttributeProto... attributes) {
    Value output = fresh(op, type, shape);
    node(op, inputs, List.of(output), attributes);
    return output;
  }

  /** Adds a node whose outputs were made with {@link #fresh}. */
  public void node(
      String op, List<Value> inputs, List<Value> outputs, AttributeProto... attributes) {
    NodeProto.Builder node =
        NodeProto.newBuilder().setOpType(op).setName("node/" + outputs.get(0).name());
    for (Value input : inputs) {
      if (input.graph() != this) {
        throw new IllegalArgumentException(input + " belongs to another graph");
      }
      node.addInput(input.name());
    }
    for (Value output : outputs) {
      node.addOutput(output.name());
      graph.addValueInfo(output.proto());
    }
    graph.addNode(node.addAllAttribute(List.of(attributes)));
  }

  /** A value that a node will compute. */
  public Value fresh(String op, ElementType type, Shape shape) {
    return claim(scope + op + "_" + graph.getNodeCount(), names.size(), type, shape);
  }

  /** The finished model as bytes of an ONNX file. */
  public byte[] build() {
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("rubato")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  private Value constant(String key, ElementType type, ByteBuffer bytes, Shape shape) {
    return constants.computeIfAbsent(
        key,
        name -> {
          int[] sizes = shape.dims().stream().mapToInt(dim -> (int) dim.size()).toArray();
          return initializer(name, type, bytes, sizes);
        });
  }

  private Value initializer(String name, ElementType type, ByteBuffer bytes, int... shape) {
    Value value = claim(name, type, Shape.of(Arrays.stream(shape).boxed().toArray()));
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type.number())
            .setRawData(ByteString.copyFrom(bytes.rewind()));
    Arrays.stream(shape).forEach(tensor::addDims);
    graph.addInitializer(tensor);
    return value;
  }

  private Value claim(String name, int number, ElementType type, Shape shape) {
    return claim(names.contains(name) ? name + "_" + number : name, type, shape);
  }

  private Value claim(String name, ElementType type, Shape shape) {
    if (!names.add(name)) {
      throw new IllegalArgumentException("the graph has \"%s\" already".formatted(name));
    }
    return new Value(this, name, type, shape);
  }

  private static ByteBuffer buffer(int count, int bytes) {
    return ByteBuffer.allocate(Math.multiplyExact(count, bytes)).order(ByteOrder.LITTLE_ENDIAN);
  }
}
