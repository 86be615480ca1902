package dev.rubato.training.adaptive;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.rubato.model.AdaptiveModule;
import java.util.List;

/**
 * The three auxiliary losses of end-to-end training (paper, equations 5 to 7), on valid frames
 * only. Budgets are wanted per utterance; diversity is that of the deviations from them, and enters
 * with the sign that rewards it. Immutable; may be shared between threads.
 *
 * @param budget mean distance of the executed share of learner cost from the wanted one, in [0, 1]
 * @param entropy negative normalised entropy of the choices within an utterance, in [-1, 0]
 * @param diversity negative mean pairwise distance of the shares of learners run
 */
record BudgetLosses(NDArray budget, NDArray entropy, NDArray diversity) {
  private static final float TINY = 1e-12f;

  /**
   * Computes the losses.
   *
   * @param choices of all gates
   * @param valid one for valid frames, zero for padding, {@code [B, T]}
   * @param wanted executed share of learner cost of every utterance, {@code [B]}
   */
  static BudgetLosses of(List<SampledGates.Choice> choices, NDArray valid, NDArray wanted) {
    NDManager manager = valid.getManager();
    NDArray frames = valid.sum(new int[] {1});
    NDArray cost = null;
    NDArray share = null;
    NDArray entropy = null;
    double fullCost = 0;
    double fullLearners = 0;
    for (SampledGates.Choice choice : choices) {
      AdaptiveModule module = choice.module();
      NDArray learners = Choices.learners(module, choice.choice()).mul(valid);
      NDArray mean = learners.sum(new int[] {1}).div(frames);
      cost = plus(cost, mean.mul((float) module.learnerMacs()));
      share = plus(share, mean);
      fullCost += (double) module.learnerMacs() * module.learners();
      fullLearners += module.learners();
      entropy = plus(entropy, negativeEntropy(choice, valid, frames));
    }
    NDArray executed = cost.div((float) fullCost);
    NDArray budget = executed.sub(wanted).abs().mean();
    NDArray deviation = share.div((float) fullLearners).sub(wanted);
    long batch = valid.getShape().get(0);
    NDArray diversity =
        deviation
            .reshape(new Shape(batch, 1))
            .sub(deviation.reshape(new Shape(1, batch)))
            .abs()
            .mean()
            .neg();
    NDArray meanEntropy = entropy.div((float) choices.size()).mean();
    for (NDArray loss : List.of(budget, meanEntropy, diversity)) {
      loss.attach(manager);
    }
    return new BudgetLosses(budget, meanEntropy, diversity);
  }

  private static NDArray negativeEntropy(
      SampledGates.Choice choice, NDArray valid, NDArray frames) {
    NDArray histogram =
        choice.choice().mul(valid.expandDims(2)).sum(new int[] {1}).div(frames.expandDims(1));
    float normaliser = (float) Math.log(choice.module().choices());
    return histogram.mul(histogram.add(TINY).log()).sum(new int[] {1}).div(normaliser);
  }

  private static NDArray plus(NDArray sum, NDArray term) {
    return sum == null ? term : sum.add(term);
  }
}
