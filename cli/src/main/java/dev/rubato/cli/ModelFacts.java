package dev.rubato.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rubato.model.CostTable;
import dev.rubato.model.EncoderConfig;
import dev.rubato.model.EncoderWeights;
import dev.rubato.model.ModelDescription;
import dev.rubato.model.ModelPackage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What there is to say about a model package. Immutable; may be shared between threads. */
final class ModelFacts {
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, Object> facts = new LinkedHashMap<>();
  private final Map<String, Object> provenance;

  private ModelFacts(ModelPackage modelPackage) {
    ModelDescription model = modelPackage.description();
    EncoderConfig encoder = model.encoder();
    CostTable costs = new CostTable(encoder);
    facts.put("name", model.name());
    facts.put("language", model.language());
    facts.put("package", modelPackage.source().toString());
    facts.put("format", model.format());
    facts.put("parameters", parameters(encoder));
    facts.put("encoder_bytes", size(modelPackage.encoder()));
    modelPackage.languageModel().ifPresent(file -> facts.put("language_model_bytes", size(file)));
    facts.put("symbols", model.vocabulary().size());
    facts.put("layers", encoder.layers());
    facts.put("width", encoder.dim());
    facts.put("frame_seconds", rounded(model.frameSeconds()));
    facts.put("chunk_seconds", rounded(encoder.chunk() * model.frameSeconds()));
    facts.put("left_context_seconds", rounded(encoder.leftContext() * model.frameSeconds()));
    facts.put("latency_seconds", rounded(model.latencySeconds()));
    facts.put("macs_per_second", Math.round(costs.denseMacs() / model.frameSeconds()));
    facts.put("adaptive_modules", costs.modules().size());
    facts.put("cheapest_frame", rounded((double) costs.floorMacs() / costs.denseMacs()));
    model
        .calibration()
        .ifPresent(calibration -> facts.put("smallest_budget", calibration.smallestBudget()));
    provenance = model.provenance();
  }

  static ModelFacts of(ModelPackage modelPackage) {
    return new ModelFacts(modelPackage);
  }

  private static long parameters(EncoderConfig encoder) {
    return EncoderWeights.shapes(encoder).values().stream()
        .mapToLong(shape -> Arrays.stream(shape).asLongStream().reduce(1, (a, b) -> a * b))
        .sum();
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double rounded(double seconds) {
    return TranscriptJson.rounded(seconds, 4).doubleValue();
  }

  /** One JSON object in one line. */
  String toJson() {
    Map<String, Object> all = new LinkedHashMap<>(facts);
    all.put("provenance", provenance);
    return write(all);
  }

  /** For people: a fact per line, then where the model comes from. */
  String toText() {
    StringBuilder text = new StringBuilder();
    facts.forEach((name, value) -> appendFact(text, name, value));
    if (!provenance.isEmpty()) {
      text.append("%nprovenance%n".formatted());
      provenance.forEach((name, value) -> appendFact(text, "  " + name, value));
    }
    return text.toString();
  }

  private static void appendFact(StringBuilder text, String name, Object value) {
    String shown =
        value instanceof String || value instanceof Number ? value.toString() : write(value);
    text.append("%-22s %s%n".formatted(name.replace('_', ' '), shown));
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
