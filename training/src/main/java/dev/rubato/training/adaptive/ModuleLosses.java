package dev.rubato.training.adaptive;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.rubato.model.AdaptiveModule;
import dev.rubato.model.AdaptiveSite;
import dev.rubato.training.net.EncoderNet;
import java.util.Map;

/**
 * Losses of the first two stages, of one module against its teacher, on valid frames only.
 * Stateless but for its settings; confined to the thread that trains.
 */
final class ModuleLosses {
  private final EncoderNet net;
  private final GateLabels labels;
  private final boolean detached;

  ModuleLosses(EncoderNet net, GateLabels labels, boolean detached) {
    this.net = net;
    this.labels = labels;
    this.detached = detached;
  }

  /**
   * Mean squared error of every prefix of learners (paper, equation 3), relative to the power of
   * the teacher's output so that modules weigh the same.
   *
   * @param weights of the student
   * @param tap the teacher's module
   * @param valid one for valid frames, {@code [B, T]}
   * @return a scalar, or null for a module with nothing to distil
   */
  NDArray distillation(Map<String, NDArray> weights, TeacherTaps.Tap tap, NDArray valid) {
    if (tap.module().site() == AdaptiveSite.ATTENTION) {
      return null;
    }
    NDArray mask = valid.expandDims(2);
    NDArray power = tap.output().square().mul(mask).sum();
    NDList prefixes = PrefixOutputs.of(net, weights, tap.module(), tap.input(), detached);
    NDArray sum = null;
    for (int n = 1; n < prefixes.size(); n++) {
      NDArray error = prefixes.get(n).sub(tap.output()).square().mul(mask).sum();
      sum = sum == null ? error : sum.add(error);
    }
    return sum.div(power.mul((float) tap.module().learners()));
  }

  /**
   * Cross-entropy of the gate to the artificial labels, plain instead of on hard samples as in the
   * published code, whose gradients are astronomically large.
   *
   * @param constants weights of the student without gradients, for the learners
   * @param weights of the student, for the gate
   */
  NDArray gating(
      Map<String, NDArray> constants,
      Map<String, NDArray> weights,
      TeacherTaps.Tap tap,
      NDArray valid) {
    AdaptiveModule module = tap.module();
    Shape frames = tap.input().getShape();
    NDArray target =
        oneHot(
            module,
            labelsOf(constants, tap),
            tap.input().getManager(),
            new Shape(frames.get(0), frames.get(1), module.choices()));
    NDArray logProbs = net.gateLogits(weights, module, tap.input()).logSoftmax(2);
    return logProbs.mul(target).mul(valid.expandDims(2)).sum().neg().div(valid.sum());
  }

  /** Labels of all frames, row-major {@code [B, T]}. */
  int[] labelsOf(Map<String, NDArray> constants, TeacherTaps.Tap tap) {
    AdaptiveModule module = tap.module();
    int frames = (int) (tap.input().getShape().get(0) * tap.input().getShape().get(1));
    int[] chosen = new int[frames];
    if (module.site() == AdaptiveSite.ATTENTION) {
      java.util.Arrays.fill(chosen, module.learners());
      return chosen;
    }
    NDList prefixes = PrefixOutputs.of(net, constants, module, tap.input(), false);
    float[] distances = PrefixOutputs.distances(prefixes, tap.output()).toFloatArray();
    double[] own = new double[module.learners() + 1];
    for (int frame = 0; frame < frames; frame++) {
      for (int n = 0; n < own.length; n++) {
        own[n] = distances[n * frames + frame];
      }
      chosen[frame] = Math.max(module.site().fewest(), labels.label(own));
    }
    return chosen;
  }

  private static NDArray oneHot(
      AdaptiveModule module, int[] labels, NDManager manager, Shape shape) {
    float[] values = new float[labels.length * module.choices()];
    for (int i = 0; i < labels.length; i++) {
      values[i * module.choices() + labels[i] - module.site().fewest()] = 1;
    }
    return manager.create(values, shape);
  }
}
