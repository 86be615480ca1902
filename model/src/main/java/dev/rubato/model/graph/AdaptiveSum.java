package dev.rubato.model.graph;

import static dev.rubato.model.onnx.Selection.addRows;
import static dev.rubato.model.onnx.Selection.gatherRows;

import dev.rubato.model.Activation;
import dev.rubato.model.AdaptiveModule;
import dev.rubato.model.onnx.Value;
import java.util.List;

/**
 * A feed-forward network or a projection of N learners: each gathers the rows that chose it, runs
 * its two layers and adds the result to these rows. Every learner has a scatter of its own, because
 * the runtime's scatter is only right for several threads if no index comes twice.
 */
final class AdaptiveSum {
  private final Weights weights;
  private final Frames frames;
  private final Gates gates;

  AdaptiveSum(Weights weights, Frames frames, Gates gates) {
    this.weights = weights;
    this.frames = frames;
    this.gates = gates;
  }

  /**
   * The sum of the first learners of every row.
   *
   * @param x what gate and learners see, {@code [R, D]}
   * @return {@code [R, outputDim]}
   */
  Value apply(AdaptiveModule module, Activation activation, Value x) {
    List<Value> rows = new LearnerRows(module, gates.choose(module, x)).rows();
    Value sum = frames.rows(weights.find(module.name() + ".output.bias"), module.outputDim());
    for (int n = 0; n < module.learners(); n++) {
      int from = n * module.learnerDim();
      int to = from + module.learnerDim();
      Value hidden =
          weights.linearPart(gatherRows(x, rows.get(n)), module.name() + ".hidden", from, to);
      Value output =
          weights.productPart(
              Activations.apply(activation, hidden), module.name() + ".output", from, to);
      sum = addRows(sum, rows.get(n), output);
    }
    return sum;
  }
}
