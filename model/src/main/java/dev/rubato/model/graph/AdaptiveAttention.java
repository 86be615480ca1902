package dev.rubato.model.graph;

import static dev.rubato.model.onnx.Selection.gatherRows;
import static dev.rubato.model.onnx.Selection.putRows;

import dev.rubato.model.AdaptiveModule;
import dev.rubato.model.onnx.Value;

/**
 * Attention that a frame may skip: then it makes no query and gets no output, but other frames
 * still find its key and value.
 */
final class AdaptiveAttention {
  private final Weights weights;
  private final Frames frames;
  private final Gates gates;
  private final Attention attention;

  AdaptiveAttention(Weights weights, Frames frames, Gates gates, Attention attention) {
    this.weights = weights;
    this.frames = frames;
    this.gates = gates;
    this.attention = attention;
  }

  /**
   * The attention of the rows that chose it, on the others the output bias or nothing.
   *
   * @param x normalised, {@code [R, D]}
   * @param key its keys, {@code [R, keyValueHeads headDim]}
   * @param value its values, likewise
   * @return {@code [R, D]}
   */
  Value apply(AdaptiveModule module, Value x, Value key, Value value) {
    Value rows = new LearnerRows(module, gates.choose(module, x)).rows().get(0);
    int dim = module.outputDim();
    Value query =
        putRows(
            frames.rows(null, dim),
            rows,
            weights.linear(gatherRows(x, rows), module.name() + ".query"));
    Value mixed = attention.mix(query, key, value, module.layer());
    String output = module.name() + ".output";
    return putRows(
        frames.rows(weights.find(output + ".bias"), dim),
        rows,
        weights.linear(gatherRows(mixed, rows), output));
  }
}
