package dev.rubato.training.adaptive;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import dev.rubato.model.AdaptiveModule;
import dev.rubato.model.CostTable;
import dev.rubato.training.net.EncoderNet;
import dev.rubato.training.net.FrameGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Gates as the exported graph has them: the k with the largest {@code logit[k] - price * cost[k]}.
 * One object per run. Confined to the thread that trains.
 */
final class DialGates implements FrameGate {
  /**
   * What a gate chose.
   *
   * @param module the module
   * @param learners {@code [B, T]}
   */
  record Chosen(AdaptiveModule module, NDArray learners) {}

  private final EncoderNet net;
  private final CostTable costs;
  private final float price;
  private final List<Chosen> chosen = new ArrayList<>();

  DialGates(EncoderNet net, CostTable costs, float price) {
    this.net = net;
    this.costs = costs;
    this.price = price;
  }

  @Override
  public NDArray multipliers(Map<String, NDArray> weights, AdaptiveModule module, NDArray input) {
    NDArray charge = input.getManager().create(costs.choiceCosts(module)).mul(price);
    NDArray best = net.gateLogits(weights, module, input).sub(charge).argMax(2);
    NDArray choice = best.oneHot(module.choices()).toType(DataType.FLOAT32, false);
    chosen.add(new Chosen(module, Choices.learners(module, choice)));
    return Choices.multipliers(module, choice);
  }

  /** What was chosen so far, in the order of computation. */
  List<Chosen> chosen() {
    return chosen;
  }
}
