package dev.rubato.model.graph;

import dev.rubato.model.EncoderConfig;
import dev.rubato.model.Tensor;
import dev.rubato.model.onnx.ElementType;
import dev.rubato.model.onnx.GraphBuilder;
import dev.rubato.model.onnx.Value;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The encoder for streams: caches come in and go out, so a recording may be run in any pieces of
 * whole chunks. Inputs in order: {@code features, length, position, price}, the caches; outputs:
 * {@code log_probs, learners}, the next caches. Stateless; may be shared between threads.
 */
public final class StreamingEncoderGraph {
  private StreamingEncoderGraph() {}

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
    return write(config, weights, precision, Optional.empty());
  }

  /** Writes the graph and tells the probe the name and the input's range of every linear map. */
  static byte[] write(
      EncoderConfig config,
      Map<String, Tensor> weights,
      Precision precision,
      Optional<BiConsumer<String, Value>> probe) {
    GraphBuilder graph = new GraphBuilder("streaming_encoder");
    Value features =
        graph.input(EncoderGraph.FEATURES, ElementType.FLOAT, "S", "F", config.melBins());
    Value length = graph.input(EncoderGraph.LENGTH, ElementType.INT64, "S");
    Value position = graph.input(EncoderGraph.POSITION, ElementType.INT64, "S");
    Value price = graph.input(EncoderGraph.PRICE, ElementType.FLOAT, "S");
    CachedPast past = new CachedPast(graph, position, EncoderGraph.caches(config));
    new EncoderEmitter(config, graph, weights, precision, past, probe)
        .emit(features, length, price);
    past.declareOutputs();
    return graph.build();
  }
}
