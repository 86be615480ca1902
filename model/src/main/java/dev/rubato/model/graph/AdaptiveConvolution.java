package dev.rubato.model.graph;

import static dev.rubato.model.onnx.Arithmetic.gelu;
import static dev.rubato.model.onnx.Arithmetic.multiply;
import static dev.rubato.model.onnx.Arithmetic.sigmoid;
import static dev.rubato.model.onnx.Layout.reshape;
import static dev.rubato.model.onnx.Selection.addRows;
import static dev.rubato.model.onnx.Selection.gatherRows;
import static dev.rubato.model.onnx.Selection.putRows;

import dev.rubato.model.AdaptiveModule;
import dev.rubato.model.EncoderConfig;
import dev.rubato.model.onnx.Value;
import java.util.List;

/**
 * A convolution module whose channels are N learners. A frame that does not run a learner shows
 * zeros in its channels to the frames after it.
 */
final class AdaptiveConvolution {
  private final EncoderConfig config;
  private final Weights weights;
  private final Frames frames;
  private final Past past;
  private final Gates gates;

  AdaptiveConvolution(
      EncoderConfig config, Weights weights, Frames frames, Past past, Gates gates) {
    this.config = config;
    this.weights = weights;
    this.frames = frames;
    this.past = past;
    this.gates = gates;
  }

  /**
   * The sum of the first learners of every row.
   *
   * @param x normalised, {@code [R, D]}
   * @return {@code [R, D]}
   */
  Value apply(AdaptiveModule module, Value x) {
    LearnerRows chosen = new LearnerRows(module, gates.choose(module, x));
    List<Value> rows = chosen.rows();
    List<Value> parts = chosen.partsOfRows();
    int width = module.learnerDim();
    int dim = config.dim();
    Value gated = reshape(frames.rows(null, dim), "R*" + module.learners(), width);
    for (int n = 0; n < module.learners(); n++) {
      gated = putRows(gated, parts.get(n), gate(module, gatherRows(x, rows.get(n)), n * width));
    }
    Value all =
        past.prepend(
            "cache_convolution_" + module.layer(),
            config.convolutionKernel() - 1,
            frames.byStream(reshape(gated, "R", dim)));
    Value mixed = weights.depthwise(all, module.name() + ".depthwise");
    Value mixedParts = reshape(mixed, gated.dim(0), width);
    Value sum = frames.rows(weights.find(module.name() + ".contract.bias"), dim);
    for (int n = 0; n < module.learners(); n++) {
      Value own = gelu(gatherRows(mixedParts, parts.get(n)));
      int from = n * width;
      Value output = weights.productPart(own, module.name() + ".contract", from, from + width);
      sum = addRows(sum, rows.get(n), output);
    }
    return sum;
  }

  private Value gate(AdaptiveModule module, Value x, int from) {
    String name = module.name() + ".expand";
    int to = from + module.learnerDim();
    Value open = weights.linearPart(x, name, config.dim() + from, config.dim() + to);
    return multiply(weights.linearPart(x, name, from, to), sigmoid(open));
  }
}
