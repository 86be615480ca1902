package dev.rubato.training.adaptive;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.rubato.model.CostTable;
import dev.rubato.model.EncoderConfig;
import dev.rubato.training.batch.Batch;
import dev.rubato.training.net.EncoderNet;
import dev.rubato.training.net.Regularizer;
import java.util.Map;
import java.util.SplittableRandom;

/** The loss of one step in each stage. Confined to the thread that trains. */
final class DistillStep {
  /**
   * What a step is to minimise, and what it shows.
   *
   * @param loss scalar
   * @param sampledShare executed share of learner cost with the sampled gates; NaN before stage 3
   */
  record Outcome(NDArray loss, double sampledShare) {}

  /** The loss of a batch against its transcripts. */
  interface TaskLoss {
    /** A scalar whose gradient is that of the mean loss per frame. */
    NDArray of(Batch batch, NDArray logProbs);
  }

  private final DistillConfig config;
  private final EncoderConfig encoder;
  private final EncoderNet net;
  private final CostTable costs;
  private final ModuleLosses modules;
  private final Regularizer none;
  private final TaskLoss task;

  DistillStep(
      DistillConfig config,
      EncoderConfig encoder,
      EncoderNet net,
      Regularizer none,
      TaskLoss task) {
    this.config = config;
    this.encoder = encoder;
    this.net = net;
    this.costs = new CostTable(encoder);
    this.modules =
        new ModuleLosses(
            net, new GateLabels(config.labelFactor(), config.labels()), config.detached());
    this.none = none;
    this.task = task;
  }

  /**
   * Computes the loss.
   *
   * @param stage the stage
   * @param teacher weights of the dense encoder in the student's order, without gradients
   * @param constants weights of the student without gradients
   * @param leaves weights of the student with gradients
   * @param batch the batch
   * @param step owner of all arrays
   * @param random source of budgets and noise
   */
  Outcome of(
      DistillConfig.Stage stage,
      Map<String, NDArray> teacher,
      Map<String, NDArray> constants,
      Map<String, NDArray> leaves,
      Batch batch,
      NDManager step,
      SplittableRandom random) {
    NDArray features =
        step.create(
            batch.features(), new Shape(batch.size(), batch.paddedFrames(), encoder.melBins()));
    NDArray valid = valid(batch, step);
    TeacherTaps taps = new TeacherTaps();
    NDArray wanted = net.forward(teacher, features, batch.lengths(), none, taps).symbols();
    if (stage != DistillConfig.Stage.TUNE) {
      NDArray sum = null;
      for (TeacherTaps.Tap tap : taps.taps()) {
        NDArray loss =
            stage == DistillConfig.Stage.DISTILL
                ? modules.distillation(leaves, tap, valid)
                : modules.gating(constants, leaves, tap, valid);
        sum = loss == null ? sum : sum == null ? loss : sum.add(loss);
      }
      return new Outcome(sum.div((float) taps.taps().size()), Double.NaN);
    }
    return tune(leaves, batch, step, features, valid, wanted, random);
  }

  private Outcome tune(
      Map<String, NDArray> leaves,
      Batch batch,
      NDManager step,
      NDArray features,
      NDArray valid,
      NDArray teacherLogProbs,
      SplittableRandom random) {
    float[] shares = new float[batch.size()];
    float[] prices = new float[batch.size()];
    for (int b = 0; b < shares.length; b++) {
      shares[b] = (float) random.nextDouble(config.smallestShare(), 1);
      prices[b] = (float) (config.steepness() * (1 - shares[b]));
    }
    SampledGates gates =
        new SampledGates(
            net,
            costs,
            step.create(prices, new Shape(prices.length, 1, 1)),
            (float) config.temperature(),
            random);
    NDArray logProbs = net.forward(leaves, features, batch.lengths(), none, gates).symbols();
    BudgetLosses auxiliary = BudgetLosses.of(gates.choices(), valid, step.create(shares));
    NDArray loss =
        task.of(batch, logProbs)
            .add(auxiliary.budget().mul((float) config.budgetWeight()))
            .add(auxiliary.entropy().mul((float) config.entropyWeight()))
            .add(auxiliary.diversity().mul((float) config.diversityWeight()));
    if (config.teacherWeight() > 0) {
      NDArray crossEntropy =
          logProbs.mul(teacherLogProbs.exp()).sum(new int[] {2}).mul(valid).sum().neg();
      loss = loss.add(crossEntropy.div(valid.sum()).mul((float) config.teacherWeight()));
    }
    return new Outcome(loss, sampledShare(gates, valid));
  }

  private static double sampledShare(SampledGates gates, NDArray valid) {
    double executed = 0;
    double all = 0;
    float frames = valid.sum().getFloat();
    for (SampledGates.Choice choice : gates.choices()) {
      long macs = choice.module().learnerMacs();
      executed +=
          macs * Choices.learners(choice.module(), choice.choice()).mul(valid).sum().getFloat();
      all += (double) macs * choice.module().learners() * frames;
    }
    return executed / all;
  }

  private NDArray valid(Batch batch, NDManager step) {
    int frames = batch.paddedFrames() / encoder.stride();
    float[] mask = new float[batch.size() * frames];
    for (int b = 0; b < batch.size(); b++) {
      int own = (batch.lengths()[b] + encoder.stride() - 1) / encoder.stride();
      java.util.Arrays.fill(mask, b * frames, b * frames + own, 1f);
    }
    return step.create(mask, new Shape(batch.size(), frames));
  }
}
