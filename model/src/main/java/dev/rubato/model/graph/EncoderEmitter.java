package dev.rubato.model.graph;

import static dev.rubato.model.onnx.Arithmetic.gelu;
import static dev.rubato.model.onnx.Arithmetic.logSoftmax;

import dev.rubato.model.CostTable;
import dev.rubato.model.EncoderConfig;
import dev.rubato.model.EncoderWeights;
import dev.rubato.model.Tensor;
import dev.rubato.model.onnx.GraphBuilder;
import dev.rubato.model.onnx.Selection;
import dev.rubato.model.onnx.Shape;
import dev.rubato.model.onnx.Value;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Writes the encoder, layer by layer, into a graph. */
final class EncoderEmitter {
  private final EncoderConfig config;
  private final GraphBuilder graph;
  private final Weights weights;
  private final Past past;

  EncoderEmitter(
      EncoderConfig config,
      GraphBuilder graph,
      Map<String, Tensor> tensors,
      Precision precision,
      Past past,
      Optional<BiConsumer<String, Value>> probe) {
    EncoderWeights.check(config, tensors);
    this.config = config;
    this.graph = graph;
    this.weights = new Weights(graph, tensors, precision, probe);
    this.past = past;
  }

  /**
   * Writes everything between the inputs and the outputs, and these.
   *
   * @param features {@code [S, F, M]}
   * @param length {@code [S]}
   * @param price {@code [S]}
   */
  void emit(Value features, Value length, Value price) {
    Frames frames = new Frames(config, features, length, past);
    Gates gates =
        config.adaptive() == null
            ? null
            : new Gates(config.adaptive(), new CostTable(config), weights, frames, price);
    Layer modules = new Layer(config, weights, frames, past, gates);
    graph.scope("front");
    Value front = new FrontEnd(config, weights, frames, past).apply(features);
    Residual x = new Residual(config, weights, front);
    x.add(position(frames.byStream(front)));
    for (int layer = 0; layer < config.layers(); layer++) {
      String name = "layers." + layer;
      graph.scope(name + ".attention");
      x.add(modules.attention(x.norm(name + ".attention.norm"), layer));
      if (config.convolutionKernel() > 0) {
        graph.scope(name + ".convolution");
        x.add(modules.convolution(x.norm(name + ".convolution.norm"), layer));
      }
      graph.scope(name + ".ffn");
      x.add(modules.feedForward(x.norm(name + ".ffn.norm"), layer));
    }
    graph.scope("head");
    Value logits = weights.linear(x.norm("final.norm"), "head");
    graph.output(EncoderGraph.LOG_PROBS, frames.byStream(logSoftmax(logits)));
    graph.output(EncoderGraph.LEARNERS, gates == null ? noLearners(frames) : gates.learners());
  }

  private Value position(Value x) {
    Value all = past.prepend("cache_position", config.positionKernel() - 1, x);
    return gelu(weights.depthwise(all, "position"));
  }

  /** The learners of a dense encoder: {@code [S, T, 0]}. */
  private Value noLearners(Frames frames) {
    Value none = graph.constant(Shape.of(1, 1, 0));
    return Selection.expand(none, frames.sizes(1), "S", "T", 0);
  }
}
