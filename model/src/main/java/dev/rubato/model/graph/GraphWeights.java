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
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the weights of an encoder back from its graph, to train on from them or to write another
 * graph. Stateless; may be shared between threads.
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
    Map<String, Tensor> weights = new LinkedHashMap<>();
    Map<String, int[]> shapes = EncoderWeights.shapes(config);
    for (TensorProto tensor : model.getGraph().getInitializerList()) {
      if (shapes.containsKey(tensor.getName())
          && tensor.getDataType() == ElementType.FLOAT.number()) {
        weights.put(tensor.getName(), tensor(tensor));
      }
    }
    EncoderWeights.check(config, weights);
    return weights;
  }

  private static Tensor tensor(TensorProto proto) {
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
