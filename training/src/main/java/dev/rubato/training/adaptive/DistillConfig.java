package dev.rubato.training.adaptive;

import dev.rubato.model.Activation;
import dev.rubato.model.AdaptiveConfig;
import dev.rubato.model.AdaptiveSite;
import java.util.Map;

/**
 * Settings of a conversion to adaptive computation. Immutable; may be shared between threads.
 *
 * @param adaptive which modules become adaptive
 * @param distillHours audio hours of module distillation (stage 1)
 * @param gateHours audio hours of gate pre-training (stage 2)
 * @param tuneHours audio hours of end-to-end fine-tuning (stage 3)
 * @param distillRate learning rate of stage 1
 * @param gateRate learning rate of stage 2
 * @param tuneRate learning rate of stage 3
 * @param detached whether prefix n trains learner n only (published code) or learners 1 to n
 *     (paper)
 * @param labelFactor how much a learner must lessen the error to be worth its cost
 * @param labels which label follows
 * @param budgetWeight weight of the budget loss
 * @param entropyWeight weight of the entropy loss
 * @param diversityWeight weight of the diversity loss
 * @param teacherWeight weight of the cross-entropy to the teacher's posteriors, 0 for none
 * @param temperature of the Gumbel-softmax
 * @param smallestShare smallest executed share of learner cost that stage 3 asks for
 * @param steepness price at which no learner cost at all is wanted; the wanted share falls linearly
 *     from 1 at price 0
 */
public record DistillConfig(
    AdaptiveConfig adaptive,
    double distillHours,
    double gateHours,
    double tuneHours,
    double distillRate,
    double gateRate,
    double tuneRate,
    boolean detached,
    double labelFactor,
    GateLabels.Variant labels,
    double budgetWeight,
    double entropyWeight,
    double diversityWeight,
    double teacherWeight,
    double temperature,
    double smallestShare,
    double steepness) {

  /** Values to start from: the paper's weights, all of a layer but keys and values adaptive. */
  public static DistillConfig defaults() {
    return new DistillConfig(
        new AdaptiveConfig(
            Map.of(AdaptiveSite.FFN, 4, AdaptiveSite.CONVOLUTION, 2, AdaptiveSite.ATTENTION, 1),
            32,
            Activation.GELU,
            Activation.GELU,
            true),
        4,
        1,
        16,
        1e-3,
        1e-2,
        3e-4,
        false,
        1.2,
        GateLabels.Variant.EXCLUSIVE,
        0.1,
        0.05,
        0.05,
        0.5,
        0.8,
        0.05,
        4);
  }

  /** Checks the ranges. */
  public DistillConfig {
    if (!(smallestShare >= 0 && smallestShare < 1)) {
      throw new IllegalArgumentException(
          "smallestShare must be in [0, 1), but is " + smallestShare);
    }
    if (!(steepness > 0)) {
      throw new IllegalArgumentException("steepness must be positive, but is " + steepness);
    }
    if (!(temperature > 0)) {
      throw new IllegalArgumentException("temperature must be positive, but is " + temperature);
    }
  }

  /** Audio hours of all stages. */
  double hours() {
    return distillHours + gateHours + tuneHours;
  }

  /** The stage that training is in after some audio hours. */
  Stage stage(double hours) {
    return hours < distillHours
        ? Stage.DISTILL
        : hours < distillHours + gateHours ? Stage.GATES : Stage.TUNE;
  }

  /** The three stages of the paper. */
  enum Stage {
    DISTILL,
    GATES,
    TUNE
  }
}
