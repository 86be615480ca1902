package dev.rubato.training.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rubato.model.ModelDescription;
import dev.rubato.model.ModelPackage;
import dev.rubato.model.ModelPackageWriter;
import dev.rubato.model.Tensor;
import dev.rubato.model.graph.GraphWeights;
import dev.rubato.model.graph.StreamingEncoderGraph;
import dev.rubato.training.adaptive.DistillConfig;
import dev.rubato.training.adaptive.DistillRun;
import dev.rubato.training.net.Precision;
import dev.rubato.training.run.TrainConfig;
import dev.rubato.training.run.TrainData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code rubato distill}: a dense model to an adaptive one. Not safe for use by several threads.
 */
@Command(
    name = "distill",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a model's compute adaptive: every frame runs as many learners of each layer as a gate"
          + " chooses.",
      "Three stages: module distillation, gate pre-training, end-to-end fine-tuning. The same"
          + " command continues an interrupted run."
    },
    footer = {
      "",
      "Example:",
      "  rubato distill models/dense --run runs/adaptive --train train/manifest.jsonl"
          + " --output models/adaptive"
    })
public final class DistillCommand implements Callable<Integer> {
  @Parameters(index = "0", description = "Package of the dense model.")
  private Path model;

  @Option(names = "--run", required = true, description = "Run folder; made if missing.")
  private Path run;

  @Option(names = "--output", required = true, description = "Package to write.")
  private Path output;

  @Option(names = "--train", required = true, description = "Manifest; may be repeated.")
  private List<Path> train;

  @Option(
      names = "--set",
      description = "One setting of distill.json, e.g. --set tuneHours=40 --set detached=true.")
  private List<String> settings = List.of();

  @Option(
      names = "--precision",
      defaultValue = "auto",
      description = "auto, float32 or bfloat16 for matrix products. Default: ${DEFAULT-VALUE}")
  private String precision;

  @Option(
      names = "--cache",
      defaultValue = ".rubato/features",
      description = "Folder for computed features. Default: ${DEFAULT-VALUE}")
  private Path cache;

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(run);
    DistillConfig distill = distillConfig();
    try (ModelPackage dense = ModelPackage.open(model)) {
      ModelDescription description = dense.description();
      TrainConfig training = trainConfig(description);
      Map<String, Tensor> weights = GraphWeights.read(dense);
      try (TrainData data =
              new TrainData(training, cache, Runtime.getRuntime().availableProcessors());
          DistillRun conversion =
              new DistillRun(
                  distill,
                  training,
                  description.encoder(),
                  weights,
                  run,
                  data,
                  Precision.of(precision))) {
        Map<String, Tensor> student = conversion.run();
        Map<String, Object> provenance = new LinkedHashMap<>(description.provenance());
        provenance.put("adaptive", new ObjectMapper().valueToTree(distill));
        ModelPackageWriter.from(dense)
            .description(
                ModelDescription.of(
                    description.name(),
                    description.language(),
                    conversion.encoder(),
                    description.features(),
                    description.vocabulary(),
                    provenance))
            .encoder(StreamingEncoderGraph.write(conversion.encoder(), student))
            .write(output);
      }
    }
    System.err.println("wrote " + output);
    return 0;
  }

  private DistillConfig distillConfig() throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode tree = json.valueToTree(DistillConfig.defaults());
    Path saved = run.resolve("distill.json");
    if (Files.exists(saved)) {
      tree.setAll((ObjectNode) json.readTree(saved.toFile()));
    }
    for (String setting : settings) {
      Settings.set(tree, setting);
    }
    json.writerWithDefaultPrettyPrinter().writeValue(saved.toFile(), tree);
    return json.treeToValue(tree, DistillConfig.class);
  }

  private TrainConfig trainConfig(ModelDescription description) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode tree = json.valueToTree(TrainConfig.defaults());
    tree.set("encoder", json.valueToTree(description.encoder()));
    tree.set("train", json.valueToTree(train.stream().map(Path::toString).toList()));
    return json.treeToValue(tree, TrainConfig.class);
  }
}
