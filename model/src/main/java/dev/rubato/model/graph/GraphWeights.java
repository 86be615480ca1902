package dev.rubato.model.graph;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.rubato.model.EncoderConfig;
import dev.rubato.model.EncoderWeights;
import dev.rubato.model.ModelException;
import dev.rubato.model.ModelException.Defect;
import dev.rubato.model.ModelPackage;
import dev.rubato.model.Tensor;
import dev.rubato.model.onnx.ElementType;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the weights of an encoder back from its graph, to train on from them or to write another
 * graph; quantised weights come as the numbers that they stand for. Stateless; may be shared
 * between threads.
 */
public final class GraphWeights {
  private GraphWeights() {}

  /**
   * All weights of a package.
   *
   * @return the weights by name, see {@link EncoderWeights}
   * @throws ModelException if the graph is damaged or lacks a weight
   */
  public static Map<String, Tensor> read(ModelPackage source) {
    try {
      return read(source.description().encoder(), source.encoderBytes());
    } catch (IllegalArgumentException e) {
      throw new ModelException(
          Defect.DAMAGED, "%s: %s".formatted(source.encoder(), e.getMessage()), e);
    }
  }

  /**
   * All weights of a graph.
   *
   * @param config shape of the encoder
   * @param graph an ONNX file
   * @throws IllegalArgumentException if it is no ONNX file, or lacks a weight
   */
  public static Map<String, Tensor> read(EncoderConfig config, byte[] graph) {
    ModelProto model;
    try {
      model = ModelProto.parseFrom(graph);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("this is no ONNX file: " + e.getMessage(), e);
    }
    Map<String, TensorProto> stored = new HashMap<>();
    model.getGraph().getInitializerList().forEach(t -> stored.put(t.getName(), t));
    Map<String, Tensor> weights = new LinkedHashMap<>();
    for (String name : EncoderWeights.shapes(config).keySet()) {
      if (stored.containsKey(name)) {
        weights.put(name, tensor(stored.get(name)));
      } else if (stored.containsKey(name + QuantizedMatrix.VALUES)) {
        weights.put(name, dequantized(stored, name));
      }
    }
    EncoderWeights.check(config, weights);
    return weights;
  }

  private static Tensor dequantized(Map<String, TensorProto> stored, String name) {
    TensorProto scales = stored.get(name + QuantizedMatrix.SCALES);
    if (scales == null) {
      throw new IllegalArgumentException(name + " has no scales");
    }
    byte[] values = stored.get(name + QuantizedMatrix.VALUES).getRawData().toByteArray();
    return new QuantizedMatrix(values, tensor(scales).values()).dequantized();
  }

  private static Tensor tensor(TensorProto proto) {
    if (proto.getDataType() != ElementType.FLOAT.number()) {
      throw new IllegalArgumentException(proto.getName() + " has no 32-bit floating point numbers");
    }
    int[] shape = proto.getDimsList().stream().mapToInt(Math::toIntExact).toArray();
    float[] values;
    if (proto.hasRawData()) {
      var raw = proto.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
      values = new float[raw.remaining() / Float.BYTES];
      raw.asFloatBuffer().get(values);
    } else {
      values = new float[proto.getFloatDataCount()];
      for (int i = 0; i < values.length; i++) {
        values[i] = proto.getFloatData(i);
      }
    }
    return Tensor.of(values, shape);
  }
}
