package dev.rubato.training.adaptive;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.rubato.model.AdaptiveModule;
import dev.rubato.training.net.FrameGate;
import java.util.Arrays;
import java.util.Map;

/**
 * The same share of learners everywhere, the baseline without adaptivity. Immutable; may be shared
 * between threads.
 *
 * @param share learners to run, rounded up, as a share of all, in [0, 1]
 */
record FixedGates(double share) implements FrameGate {

  @Override
  public NDArray multipliers(Map<String, NDArray> weights, AdaptiveModule module, NDArray input) {
    int learners = (int) Math.ceil(share * module.learners() - 1e-9);
    return exactly(module, input, Math.max(module.site().fewest(), learners));
  }

  /** The first learners, as many as given, on all frames. */
  static NDArray exactly(AdaptiveModule module, NDArray input, int learners) {
    float[] row = new float[module.learners()];
    Arrays.fill(row, 0, learners, 1f);
    return input
        .getManager()
        .create(row, new Shape(1, 1, module.learners()))
        .broadcast(new Shape(input.getShape().get(0), input.getShape().get(1), module.learners()));
  }
}
