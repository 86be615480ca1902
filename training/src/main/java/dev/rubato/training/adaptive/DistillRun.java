package dev.rubato.training.adaptive;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.rubato.model.EncoderConfig;
import dev.rubato.model.EncoderWeights;
import dev.rubato.model.Tensor;
import dev.rubato.training.batch.Batch;
import dev.rubato.training.net.EncoderNet;
import dev.rubato.training.net.ParameterSet;
import dev.rubato.training.net.Precision;
import dev.rubato.training.net.Regularizer;
import dev.rubato.training.net.TorchScriptKernels;
import dev.rubato.training.optim.Optimizer;
import dev.rubato.training.optim.Schedule;
import dev.rubato.training.run.BatchStream;
import dev.rubato.training.run.Checkpoint;
import dev.rubato.training.run.MetricsLog;
import dev.rubato.training.run.Progress;
import dev.rubato.training.run.Targets;
import dev.rubato.training.run.TrainConfig;
import dev.rubato.training.run.TrainData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Converts a dense encoder in three stages (paper, sections 3.1 to 3.3). Continues from its last
 * checkpoint. Confined to one thread.
 */
public final class DistillRun implements AutoCloseable {
  private static final int LOG_EVERY = 50;
  private static final double SAVE_EVERY_HOURS = 0.5;

  private record Shown(float loss, double sampledShare) {}

  private final DistillConfig config;
  private final TrainConfig training;
  private final EncoderConfig encoder;
  private final Path folder;
  private final TrainData data;
  private final NDManager manager;
  private final TorchScriptKernels kernels;
  private final EncoderNet net;
  private final ParameterSet teacher;
  private final ParameterSet student;
  private final Regularizer none;
  private final DistillStep step;
  private final MetricsLog metrics;

  /**
   * Prepares a conversion.
   *
   * @param config stages and losses
   * @param training data, augmentation and batches
   * @param dense shape of the teacher
   * @param weights of the teacher
   * @param folder run folder
   * @param data speech
   * @param precision number format of matrix products
   */
  public DistillRun(
      DistillConfig config,
      TrainConfig training,
      EncoderConfig dense,
      Map<String, Tensor> weights,
      Path folder,
      TrainData data,
      Precision precision) {
    this.config = config;
    this.training = training;
    this.encoder = dense.withAdaptive(config.adaptive());
    this.folder = folder;
    this.data = data;
    this.manager = NDManager.newBaseManager("PyTorch");
    this.kernels = new TorchScriptKernels(manager, encoder, precision);
    this.net = new EncoderNet(encoder, kernels);
    Map<String, Tensor> start = StudentWeights.of(encoder, weights, training.seed());
    this.teacher = new ParameterSet(manager, start);
    this.student = new ParameterSet(manager, start);
    this.none = Regularizer.none(manager);
    Targets targets = new Targets(training, data.vocabulary(), null);
    this.step = new DistillStep(config, encoder, net, none, targets::surrogate);
    this.metrics = new MetricsLog(folder);
  }

  /** Runs all stages to their end and returns the student's weights. */
  public Map<String, Tensor> run() throws IOException {
    Path checkpoint = Checkpoint.newest(folder);
    Progress start =
        checkpoint == null
            ? new Progress(0, 0, 0, 0, new double[0])
            : Checkpoint.progress(checkpoint);
    double hours = start.hours();
    int epoch = start.epoch();
    int batchIndex = start.batch();
    long steps = start.step();
    while (hours < config.hours()) {
      DistillConfig.Stage stage = config.stage(hours);
      double end = end(stage);
      try (Optimizer optimizer = optimizer(stage)) {
        // Steps go on counting, since they name the checkpoints; the moments begin anew.
        optimizer.resume(steps);
        resume(checkpoint, start, optimizer, stage);
        checkpoint = null;
        Schedule schedule = schedule(stage);
        long logged = 0;
        double nextSave = hours + SAVE_EVERY_HOURS;
        while (hours < end) {
          try (BatchStream batches = data.stream(epoch, batchIndex)) {
            while (batches.hasNext() && hours < end) {
              Batch batch = batches.next();
              batchIndex++;
              double inStage = hours - (end - stageHours(stage));
              Shown shown =
                  advance(stage, batch, optimizer, schedule.rate(inStage), epoch, batchIndex);
              hours += batch.validFrames() * data.recipe().hopSeconds() / 3600;
              if (shown != null && logged++ % LOG_EVERY == 0) {
                log(stage, hours, shown);
              }
              if (hours >= nextSave && hours < end) {
                nextSave = hours + SAVE_EVERY_HOURS;
                save(optimizer, epoch, batchIndex, hours);
              }
            }
          }
          if (hours < end) {
            epoch++;
            batchIndex = 0;
          }
        }
        save(optimizer, epoch, batchIndex, hours);
        steps = optimizer.steps();
      }
    }
    return weights();
  }

  private void save(Optimizer optimizer, int epoch, int batchIndex, double hours)
      throws IOException {
    Map<String, NDArray> arrays = new LinkedHashMap<>(student.arrays());
    arrays.putAll(optimizer.state());
    Progress progress = new Progress(optimizer.steps(), epoch, batchIndex, hours, new double[0]);
    Checkpoint.save(folder, progress, arrays);
  }

  private Shown advance(
      DistillConfig.Stage stage,
      Batch batch,
      Optimizer optimizer,
      double rate,
      int epoch,
      int batchIndex) {
    try (NDManager owner = manager.newSubManager()) {
      JniUtils.setGradMode(true);
      SplittableRandom random =
          new SplittableRandom(training.seed() + 1_000_003L * epoch + batchIndex);
      Map<String, NDArray> leaves = student.leaves(owner);
      DistillStep.Outcome outcome =
          step.of(
              stage,
              teacher.constants(owner),
              student.constants(owner),
              leaves,
              batch,
              owner,
              random);
      JniUtils.backward(
          (PtNDArray) outcome.loss(), (PtNDArray) owner.ones(new Shape()), false, false);
      JniUtils.setGradMode(false);
      double norm = optimizer.step(leaves, owner, rate);
      return Double.isFinite(norm)
          ? new Shown(outcome.loss().getFloat(), outcome.sampledShare())
          : null;
    }
  }

  private void log(DistillConfig.Stage stage, double hours, Shown shown) throws IOException {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("stage", stage.name().toLowerCase(Locale.ROOT));
    line.put("hours", hours);
    line.put("loss", shown.loss());
    if (stage == DistillConfig.Stage.TUNE) {
      line.put("sampledShare", shown.sampledShare());
    }
    metrics.append(line);
    System.err.printf(
        Locale.ROOT,
        "%s %.2f of %.1f h  loss %.4f%n",
        line.get("stage"),
        hours,
        config.hours(),
        shown.loss());
  }

  private void resume(
      Path checkpoint, Progress start, Optimizer optimizer, DistillConfig.Stage stage)
      throws IOException {
    if (checkpoint == null) {
      return;
    }
    boolean atStart = start.hours() - (end(stage) - stageHours(stage)) < 1e-9;
    Map<String, NDArray> arrays = new LinkedHashMap<>(student.arrays());
    if (!atStart) {
      arrays.putAll(optimizer.state());
    }
    Checkpoint.restore(checkpoint, arrays);
  }

  private Optimizer optimizer(DistillConfig.Stage stage) {
    Set<String> fixed = new HashSet<>();
    for (String name : student.arrays().keySet()) {
      boolean gate = name.contains(".gate.");
      boolean trained =
          switch (stage) {
            case DISTILL -> !gate && inModule(name);
            case GATES -> gate;
            case TUNE ->
                !name.equals(EncoderWeights.FEATURE_MEAN)
                    && !name.equals(EncoderWeights.FEATURE_SCALE);
          };
      if (!trained) {
        fixed.add(name);
      }
    }
    return new Optimizer(manager, student, kernels, fixed, training.clip(), 0, 0.999);
  }

  private static boolean inModule(String name) {
    return (name.contains(".ffn.") || name.contains(".convolution.")) && !name.contains(".norm.");
  }

  private Schedule schedule(DistillConfig.Stage stage) {
    double rate =
        switch (stage) {
          case DISTILL -> config.distillRate();
          case GATES -> config.gateRate();
          case TUNE -> config.tuneRate();
        };
    double hours = stageHours(stage);
    return new Schedule(rate, 0.05 * hours, hours, 0.7);
  }

  private double stageHours(DistillConfig.Stage stage) {
    return switch (stage) {
      case DISTILL -> config.distillHours();
      case GATES -> config.gateHours();
      case TUNE -> config.tuneHours();
    };
  }

  private double end(DistillConfig.Stage stage) {
    return switch (stage) {
      case DISTILL -> config.distillHours();
      case GATES -> config.distillHours() + config.gateHours();
      case TUNE -> config.hours();
    };
  }

  /** The student's weights. */
  private Map<String, Tensor> weights() {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    EncoderWeights.shapes(encoder)
        .forEach(
            (name, shape) ->
                weights.put(name, new Tensor(shape, student.arrays().get(name).toFloatArray())));
    return weights;
  }

  /** Shape of the student. */
  public EncoderConfig encoder() {
    return encoder;
  }

  @Override
  public void close() {
    manager.close();
  }
}
