package dev.rubato.training.adaptive;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.rubato.model.AdaptiveModule;

/** Arithmetic on one-hot choices of a gate. Stateless; may be shared between threads. */
final class Choices {
  private Choices() {}

  /**
   * Turns choices into multipliers of learners: learner n runs if at least n were chosen.
   *
   * @param choice one-hot or soft, {@code [B, T, choices]}, fewest learners first
   * @return {@code [B, T, N]}
   */
  static NDArray multipliers(AdaptiveModule module, NDArray choice) {
    int choices = module.choices();
    int learners = module.learners();
    float[] prefix = new float[choices * learners];
    for (int c = 0; c < choices; c++) {
      for (int n = 0; n < module.site().fewest() + c; n++) {
        prefix[c * learners + n] = 1;
      }
    }
    NDManager manager = choice.getManager();
    return choice.matMul(manager.create(prefix, new Shape(choices, learners)));
  }

  /** Number of learners of choices, {@code [B, T]}. */
  static NDArray learners(AdaptiveModule module, NDArray choice) {
    float[] counts = new float[module.choices()];
    for (int c = 0; c < counts.length; c++) {
      counts[c] = module.site().fewest() + c;
    }
    NDManager manager = choice.getManager();
    return choice.mul(manager.create(counts)).sum(new int[] {2});
  }
}
