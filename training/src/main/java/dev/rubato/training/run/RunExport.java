package dev.rubato.training.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rubato.audio.FeatureRecipe;
import dev.rubato.model.EncoderWeights;
import dev.rubato.model.ModelDescription;
import dev.rubato.model.ModelPackageWriter;
import dev.rubato.model.Tensor;
import dev.rubato.model.Vocabulary;
import dev.rubato.model.graph.StreamingEncoderGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes a model package from the newest checkpoint of a run, with its averaged weights; the run may
 * go on meanwhile. Stateless; may be shared between threads.
 */
public final class RunExport {
  private RunExport() {}

  /**
   * Writes a package.
   *
   * @param run run folder
   * @param name name of the model
   * @param language BCP 47 tag
   * @param card model card in Markdown, or null
   * @param languageModel language model to put into the package, or null
   * @param target where to write
   * @throws IOException if the run has no checkpoint or a file cannot be read or written
   */
  public static void write(
      Path run, String name, String language, String card, Path languageModel, Path target)
      throws IOException {
    Path checkpoint = Checkpoint.newest(run);
    if (checkpoint == null) {
      throw new IOException(run + " has no checkpoint yet");
    }
    TrainConfig config =
        new ObjectMapper().readValue(run.resolve("config.json").toFile(), TrainConfig.class);
    Map<String, Tensor> weights = weights(checkpoint, config);
    EncoderWeights.check(config.encoder(), weights);
    ModelDescription description =
        ModelDescription.of(
            name,
            language,
            config.encoder(),
            FeatureRecipe.DEFAULT,
            Vocabulary.ENGLISH,
            provenance(run, checkpoint, config));
    ModelPackageWriter writer =
        new ModelPackageWriter(description, StreamingEncoderGraph.write(config.encoder(), weights));
    if (card != null) {
      writer.card(card);
    }
    if (languageModel != null) {
      writer.languageModel(languageModel);
    }
    writer.write(target);
  }

  private static Map<String, Tensor> weights(Path checkpoint, TrainConfig config)
      throws IOException {
    Map<String, float[]> arrays = Checkpoint.read(checkpoint);
    Map<String, Tensor> weights = new LinkedHashMap<>();
    EncoderWeights.shapes(config.encoder())
        .forEach(
            (name, shape) -> weights.put(name, new Tensor(shape, arrays.get("average." + name))));
    return weights;
  }

  private static Map<String, Object> provenance(Path run, Path checkpoint, TrainConfig config)
      throws IOException {
    Progress progress = Checkpoint.progress(checkpoint);
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("method", "CTC from random weights");
    provenance.put("audioHoursSeen", Math.round(10 * progress.hours()) / 10.0);
    provenance.put("steps", progress.step());
    provenance.put("seed", config.seed());
    provenance.put("augmentation", new ObjectMapper().valueToTree(config.augment()));
    JsonNode dev = lastDev(run, progress.step());
    if (dev != null) {
      provenance.put("devGreedy", dev);
    }
    return provenance;
  }

  private static JsonNode lastDev(Path run, long step) throws IOException {
    ObjectMapper json = new ObjectMapper();
    JsonNode last = null;
    for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
      JsonNode node = json.readTree(line);
      if (node.has("dev") && node.get("step").asLong() <= step) {
        last = node.get("dev");
      }
    }
    return last;
  }
}
