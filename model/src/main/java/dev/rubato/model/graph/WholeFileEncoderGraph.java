package dev.rubato.model.graph;

import dev.rubato.model.EncoderConfig;
import dev.rubato.model.Tensor;
import dev.rubato.model.onnx.ElementType;
import dev.rubato.model.onnx.GraphBuilder;
import dev.rubato.model.onnx.Value;
import java.util.Map;
import java.util.Optional;

/**
 * The encoder for whole recordings: inputs {@code features, length, price}, outputs {@code
 * log_probs, learners}. Computes what {@link StreamingEncoderGraph} computes. Stateless; may be
 * shared between threads.
 */
public final class WholeFileEncoderGraph {
  private WholeFileEncoderGraph() {}

  /** Writes the graph with weights as trained. */
  public static byte[] write(EncoderConfig config, Map<String, Tensor> weights) {
    return write(config, weights, Precision.FLOAT32);
  }

  /**
   * Writes the graph.
   *
   * @param config shape of the encoder
   * @param weights see {@link dev.rubato.model.EncoderWeights}
   * @param precision of the linear maps
   * @return an ONNX file
   * @throws IllegalArgumentException if weights are missing, misshapen or not finite
   */
  public static byte[] write(
      EncoderConfig config, Map<String, Tensor> weights, Precision precision) {
    GraphBuilder graph = new GraphBuilder("whole_file_encoder");
    Value features =
        graph.input(EncoderGraph.FEATURES, ElementType.FLOAT, "S", "F", config.melBins());
    Value length = graph.input(EncoderGraph.LENGTH, ElementType.INT64, "S");
    Value price = graph.input(EncoderGraph.PRICE, ElementType.FLOAT, "S");
    ZeroPast past = new ZeroPast(graph);
    new EncoderEmitter(config, graph, weights, precision, past, Optional.empty())
        .emit(features, length, price);
    return graph.build();
  }
}
