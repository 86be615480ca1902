package dev.rubato.training.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.rubato.model.EncoderWeights;
import dev.rubato.model.Tensor;
import dev.rubato.training.batch.Batch;
import dev.rubato.training.loss.PhonePrior;
import dev.rubato.training.net.EncoderNet;
import dev.rubato.training.net.Initializer;
import dev.rubato.training.net.ParameterSet;
import dev.rubato.training.net.Precision;
import dev.rubato.training.net.Regularizer;
import dev.rubato.training.net.TorchScriptKernels;
import dev.rubato.training.optim.Optimizer;
import dev.rubato.training.optim.Schedule;
import dev.rubato.training.plot.RunPlots;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * One training run: steps, measurements and checkpoints until the audio hours are used up. It can
 * be killed at any moment and continues from its last checkpoint with the batches and random
 * choices that it would have had. Confined to one thread.
 */
public final class TrainRun implements AutoCloseable {
  private static final int MAX_BAD_STEPS = 20;

  private final TrainConfig config;
  private final Path folder;
  private final TrainData data;
  private final NDManager manager;
  private final TorchScriptKernels kernels;
  private final EncoderNet net;
  private final ParameterSet parameters;
  private final Optimizer optimizer;
  private final Regularizer regularizer;
  private final Regularizer none;
  private final PhonePrior prior;
  private final Targets targets;
  private final MetricsLog metrics;
  private final RunReport report;
  private final Schedule schedule;

  /**
   * Prepares a run, continuing if its folder holds a checkpoint.
   *
   * @param config what to do
   * @param folder run folder
   * @param data speech to train and to measure on
   * @param initial weights to start from instead of random ones, or null
   * @param precision number format of matrix products
   */
  public TrainRun(
      TrainConfig config,
      Path folder,
      TrainData data,
      Map<String, Tensor> initial,
      Precision precision)
      throws IOException {
    this.config = config;
    this.folder = folder;
    this.data = data;
    this.manager = NDManager.newBaseManager("PyTorch");
    this.kernels = new TorchScriptKernels(manager, config.encoder(), precision);
    this.net = new EncoderNet(config.encoder(), kernels);
    this.targets = new Targets(config, data.vocabulary(), data.lexicon());
    int phones = data.lexicon() == null ? 0 : data.lexicon().size();
    Map<String, Tensor> weights = Initializer.initial(config.encoder(), phones, config.seed());
    if (initial != null) {
      weights.putAll(initial);
    } else {
      weights.put(EncoderWeights.FEATURE_MEAN, Tensor.of(data.mean(), data.mean().length));
      weights.put(EncoderWeights.FEATURE_SCALE, Tensor.of(data.scale(), data.scale().length));
    }
    this.parameters = new ParameterSet(manager, weights);
    this.optimizer =
        new Optimizer(
            manager,
            parameters,
            kernels,
            Set.of(EncoderWeights.FEATURE_MEAN, EncoderWeights.FEATURE_SCALE),
            config.clip(),
            config.weightDecay(),
            config.averaging());
    this.regularizer =
        new Regularizer(manager, config.dropout(), config.skipModules(), config.seed());
    this.none = Regularizer.none(manager);
    this.prior = new PhonePrior(Math.max(1, phones), config.priorExponent());
    this.metrics = new MetricsLog(folder);
    this.report = new RunReport(config.hours());
    this.schedule =
        new Schedule(config.rate(), config.warmupHours(), config.hours(), config.decayShare());
  }

  /**
   * Trains to the end.
   *
   * @param devEveryHours audio hours between measurements and checkpoints
   * @return error rates of the averaged weights at the end, by corpus
   */
  public Map<String, DevEvaluation.Rates> run(double devEveryHours) throws IOException {
    Progress start = resume();
    double hours = start.hours();
    double nextDev = (Math.floor(hours / devEveryHours) + 1) * devEveryHours;
    int badSteps = 0;
    int epoch = start.epoch();
    int batchIndex = start.batch();
    report.start(hours);
    while (hours < config.hours()) {
      try (BatchStream batches = data.stream(epoch, batchIndex)) {
        while (batches.hasNext() && hours < config.hours()) {
          Batch batch = batches.next();
          batchIndex++;
          double rate = schedule.rate(hours);
          StepResult result = step(batch, rate, hours / config.hours(), epoch, batchIndex);
          hours += batch.validFrames() * data.recipe().hopSeconds() / 3600;
          if (!Double.isFinite(result.norm())) {
            badSteps++;
            if (badSteps > MAX_BAD_STEPS) {
              throw new ArithmeticException(
                  "the gradient was not finite in more than "
                      + MAX_BAD_STEPS
                      + " steps: lower the rate, or try --precision float32");
            }
            continue;
          }
          report.step(result, hours, rate, badSteps);
          if (report.due()) {
            metrics.append(report.line(optimizer.steps(), hours, rate));
          }
          if (hours >= nextDev) {
            nextDev += devEveryHours;
            measure(hours);
            save(new Progress(optimizer.steps(), epoch, batchIndex, hours, prior.shares()));
          }
        }
      }
      if (hours < config.hours()) {
        epoch++;
        batchIndex = 0;
      }
    }
    Map<String, DevEvaluation.Rates> rates = measure(hours);
    save(new Progress(optimizer.steps(), epoch, batchIndex, hours, prior.shares()));
    return rates;
  }

  private Progress resume() throws IOException {
    Path checkpoint = Checkpoint.newest(folder);
    if (checkpoint == null) {
      return new Progress(0, 0, 0, 0, prior.shares());
    }
    Checkpoint.restore(checkpoint, allArrays());
    Progress progress = Checkpoint.progress(checkpoint);
    optimizer.resume(progress.step());
    prior.resume(progress.phoneShares());
    report.resumed(checkpoint, progress);
    return progress;
  }

  private void save(Progress progress) throws IOException {
    Checkpoint.save(folder, progress, allArrays());
  }

  private Map<String, NDArray> allArrays() {
    Map<String, NDArray> arrays = new LinkedHashMap<>(parameters.arrays());
    arrays.putAll(optimizer.state());
    return arrays;
  }

  private StepResult step(Batch batch, double rate, double part, int epoch, int batchIndex) {
    regularizer.begin(config.seed() + 1_000_003L * epoch + 7L * batchIndex);
    try (NDManager step = manager.newSubManager()) {
      JniUtils.setGradMode(true);
      Map<String, NDArray> leaves = parameters.leaves(step);
      NDArray features =
          step.create(
              batch.features(),
              new Shape(batch.size(), batch.paddedFrames(), config.encoder().melBins()));
      EncoderNet.Output output = net.forward(leaves, features, batch.lengths(), regularizer);
      double phoneWeight =
          config.phoneWeight() + part * (config.phoneWeightEnd() - config.phoneWeight());
      Targets.Losses losses = targets.losses(batch, output, prior, phoneWeight);
      NDArray surrogate =
          output
              .symbols()
              .mul(step.create(losses.symbolGradient(), output.symbols().getShape()))
              .sum();
      if (output.phones() != null) {
        surrogate =
            surrogate.add(
                output
                    .phones()
                    .mul(step.create(losses.phoneGradient(), output.phones().getShape()))
                    .sum());
      }
      JniUtils.backward((PtNDArray) surrogate, (PtNDArray) step.ones(new Shape()), false, false);
      JniUtils.setGradMode(false);
      double norm = optimizer.step(leaves, step, rate);
      return new StepResult(
          losses.symbolLoss(), losses.phoneLoss(), norm, batch.validFrames(), losses.left());
    }
  }

  private Map<String, DevEvaluation.Rates> measure(double hours) throws IOException {
    if (data.dev() == null) {
      return Map.of();
    }
    JniUtils.setGradMode(false);
    DevEvaluation evaluation = data.dev().apply(net);
    Map<String, DevEvaluation.Rates> rates = evaluation.run(manager, optimizer.averages(), none);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("step", optimizer.steps());
    line.put("hours", hours);
    line.put("dev", rates);
    metrics.append(line);
    RunPlots.write(folder);
    report.dev(rates);
    return rates;
  }

  @Override
  public void close() {
    manager.close();
  }
}
