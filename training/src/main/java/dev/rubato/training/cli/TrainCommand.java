package dev.rubato.training.cli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rubato.model.ModelPackage;
import dev.rubato.model.Tensor;
import dev.rubato.model.graph.GraphWeights;
import dev.rubato.training.BadInputException;
import dev.rubato.training.net.Precision;
import dev.rubato.training.run.TrainConfig;
import dev.rubato.training.run.TrainData;
import dev.rubato.training.run.TrainRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rubato train}: CTC training from manifests. Not safe for use by several threads. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Trains a streaming encoder with CTC on JSONL manifests.",
    footer = {
      "",
      "The run folder keeps config.json, metrics.jsonl and checkpoints; the same command continues"
          + " an interrupted run.",
      "",
      "Examples:",
      "  rubato train --run runs/first --train corpus/train/manifest.jsonl"
          + " --dev corpus/dev/manifest.jsonl --hours 100",
      "  rubato train --run runs/more --config runs/first/config.json --hours 300"
    })
public final class TrainCommand implements Callable<Integer> {
  /** Weights that are good already need a warm-up only for the optimizer's moments, h. */
  private static final double INIT_WARMUP_HOURS = 0.3;

  @Option(names = "--run", required = true, description = "Run folder; made if missing.")
  private Path run;

  @Option(names = "--config", description = "JSON with any of the settings of config.json.")
  private Path config;

  @Option(names = "--train", description = "Training manifest; may be repeated.")
  private List<Path> train;

  @Option(names = "--dev", description = "Held-out manifest; may be repeated.")
  private List<Path> dev;

  @Option(names = "--lexicon", description = "Pronunciations for the auxiliary phone targets.")
  private Path lexicon;

  @Option(
      names = "--init",
      description =
          "Package whose weights to start from, in place of random ones; its encoder's shape"
              + " replaces the configured one.")
  private Path init;

  @Option(names = "--hours", description = "Audio hours to train on, repetitions counted.")
  private Double hours;

  @Option(names = "--seed", description = "Seed of everything random.")
  private Long seed;

  @Option(
      names = "--precision",
      defaultValue = "auto",
      description = "auto, float32 or bfloat16 for matrix products. Default: ${DEFAULT-VALUE}")
  private String precision;

  @Option(
      names = "--dev-every",
      defaultValue = "2",
      description = "Audio hours between measurements and checkpoints. Default: ${DEFAULT-VALUE}")
  private double devEvery;

  @Option(
      names = "--cache",
      defaultValue = ".rubato/features",
      description = "Folder for computed features. Default: ${DEFAULT-VALUE}")
  private Path cache;

  @Option(
      names = "--set",
      description = "One setting of config.json, e.g. --set dropout=0.2 --set encoder.layers=8.")
  private List<String> settings = List.of();

  @Override
  public Integer call() throws IOException {
    ObjectMapper json =
        new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    Files.createDirectories(run);
    Path saved = run.resolve("config.json");
    TrainConfig chosen = choose(json, saved);
    json.writerWithDefaultPrettyPrinter().writeValue(saved.toFile(), chosen);
    int threads = Runtime.getRuntime().availableProcessors();
    try (TrainData data = new TrainData(chosen, cache, threads);
        TrainRun training =
            new TrainRun(chosen, run, data, initialWeights(), Precision.of(precision))) {
      System.err.printf("%.1f h of training speech%n", data.hours());
      training.run(devEvery);
    }
    return 0;
  }

  private Map<String, Tensor> initialWeights() {
    if (init == null) {
      return null;
    }
    try (ModelPackage source = ModelPackage.open(init)) {
      return GraphWeights.read(source);
    }
  }

  private TrainConfig choose(ObjectMapper json, Path saved) throws IOException {
    ObjectNode tree = json.valueToTree(TrainConfig.defaults());
    Path base = config != null ? config : Files.exists(saved) ? saved : null;
    if (base != null) {
      tree.setAll((ObjectNode) json.readTree(base.toFile()));
    }
    if (train != null) {
      tree.set("train", json.valueToTree(train.stream().map(Path::toString).toList()));
    }
    if (dev != null) {
      tree.set("dev", json.valueToTree(dev.stream().map(Path::toString).toList()));
    }
    if (lexicon != null) {
      tree.put("lexicon", lexicon.toString());
    }
    if (hours != null) {
      tree.put("hours", hours);
    }
    if (seed != null) {
      tree.put("seed", seed);
    }
    if (init != null) {
      try (ModelPackage source = ModelPackage.open(init)) {
        tree.set("encoder", json.valueToTree(source.description().encoder()));
        tree.put("warmupHours", INIT_WARMUP_HOURS);
      }
    }
    for (String setting : settings) {
      Settings.set(tree, setting);
    }
    if (tree.get("train").isEmpty()) {
      throw new BadInputException("no training manifest: give one with --train or --config");
    }
    return json.treeToValue(tree, TrainConfig.class);
  }
}
