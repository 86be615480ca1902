package dev.rubato.training.adaptive;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import dev.rubato.model.AdaptiveModule;
import dev.rubato.training.net.EncoderNet;
import java.util.Map;

/**
 * What an adaptive module gives with its first 0 to N learners on all frames. Stateless; confined
 * to the thread that trains.
 */
final class PrefixOutputs {
  private PrefixOutputs() {}

  /**
   * All prefix sums of one module.
   *
   * @param input what the module sees, {@code [B, T, D]}
   * @param detached whether the gradient of prefix n stops at learner n (the published code)
   *     instead of reaching learners 1 to n (the paper's equation)
   * @return outputs after 0 to N learners, each {@code [B, T, D]}
   */
  static NDList of(
      EncoderNet net,
      Map<String, NDArray> weights,
      AdaptiveModule module,
      NDArray input,
      boolean detached) {
    NDList outputs = new NDList();
    NDArray previous =
        net.moduleOutput(weights, module, input, FixedGates.exactly(module, input, 0));
    outputs.add(previous);
    for (int n = 1; n <= module.learners(); n++) {
      NDArray sum = net.moduleOutput(weights, module, input, FixedGates.exactly(module, input, n));
      if (detached) {
        NDArray before =
            net.moduleOutput(weights, module, input, FixedGates.exactly(module, input, n - 1));
        NDArray constant = before.stopGradient();
        constant.attach(input.getManager());
        sum = sum.sub(before).add(constant);
      }
      outputs.add(sum);
    }
    return outputs;
  }

  /** Euclidean distances of all prefixes to a target, {@code [N + 1, B, T]}. */
  static NDArray distances(NDList outputs, NDArray target) {
    NDList distances = new NDList();
    for (NDArray output : outputs) {
      distances.add(output.sub(target).square().sum(new int[] {2}).sqrt());
    }
    return NDArrays.stack(distances, 0);
  }
}
