package dev.rubato.training.adaptive;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.rubato.model.AdaptiveModule;
import dev.rubato.model.CostTable;
import dev.rubato.training.net.EncoderNet;
import dev.rubato.training.net.FrameGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Gates of a training step: straight-through Gumbel-softmax samples of {@code logit[k] - price *
 * cost[k]}, so that the gradient of every loss reaches the gates (paper, equations of section 3.3;
 * the published code cuts it off). One object per step. Confined to the thread that trains.
 */
final class SampledGates implements FrameGate {
  /**
   * What a gate chose.
   *
   * @param module the module
   * @param choice one-hot forward, soft backward, {@code [B, T, choices]}
   * @param logits after the price, before the noise, {@code [B, T, choices]}
   */
  record Choice(AdaptiveModule module, NDArray choice, NDArray logits) {}

  private final EncoderNet net;
  private final CostTable costs;
  private final NDArray prices;
  private final float temperature;
  private final SplittableRandom random;
  private final List<Choice> choices = new ArrayList<>();

  /**
   * Makes the gates of a step.
   *
   * @param prices of every utterance, {@code [B, 1, 1]}
   * @param temperature of the softmax
   * @param random source of the noise
   */
  SampledGates(
      EncoderNet net, CostTable costs, NDArray prices, float temperature, SplittableRandom random) {
    this.net = net;
    this.costs = costs;
    this.prices = prices;
    this.temperature = temperature;
    this.random = random;
  }

  @Override
  public NDArray multipliers(Map<String, NDArray> weights, AdaptiveModule module, NDArray input) {
    NDManager manager = input.getManager();
    NDArray cost = manager.create(costs.choiceCosts(module));
    NDArray logits = net.gateLogits(weights, module, input).sub(prices.mul(cost));
    NDArray noisy = logits.add(gumbel(manager, logits.getShape()));
    NDArray soft = noisy.div(temperature).softmax(2);
    NDArray hard =
        noisy.argMax(2).oneHot(module.choices()).toType(DataType.FLOAT32, false).stopGradient();
    hard.attach(manager);
    NDArray detached = soft.stopGradient();
    detached.attach(manager);
    NDArray choice = soft.sub(detached).add(hard);
    choices.add(new Choice(module, choice, logits));
    return Choices.multipliers(module, choice);
  }

  /** What was chosen so far, in the order of computation. */
  List<Choice> choices() {
    return choices;
  }

  private NDArray gumbel(NDManager manager, Shape shape) {
    float[] noise = new float[(int) shape.size()];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) -Math.log(-Math.log(1e-12 + (1 - 2e-12) * random.nextDouble()));
    }
    return manager.create(noise, shape);
  }
}
