package dev.rubato.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rubato.audio.FeatureRecipe;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What {@code model.json} of a package says: everything about a model but its weights. Immutable as
 * long as the values inside {@code provenance} are; may then be shared between threads.
 *
 * @param format version of the package format, at most {@link #FORMAT}
 * @param name name of the model, one line
 * @param language BCP 47 tag of the language it writes, for example {@code en} or {@code es-MX}
 * @param encoder shape of the encoder
 * @param features how samples become the encoder's inputs
 * @param vocabulary meaning of the encoder's outputs
 * @param calibrated the measured map from budget to price, or null
 * @param provenance where the model comes from, free-form JSON values: data, recipe, results
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelDescription(
    int format,
    String name,
    String language,
    EncoderConfig encoder,
    FeatureRecipe features,
    Vocabulary vocabulary,
    @JsonProperty("calibration") Calibration calibrated,
    Map<String, Object> provenance) {

  /** The package format that this version of Rubato writes, and the newest that it reads. */
  public static final int FORMAT = 1;

  /** Validates the fields against each other. */
  public ModelDescription {
    if (format < 1 || format > FORMAT) {
      throw new IllegalArgumentException(
          "format must be in 1..%d, but is %d".formatted(FORMAT, format));
    }
    if (name == null || name.isBlank() || name.lines().count() > 1) {
      throw new IllegalArgumentException("name must be one line of text, but is " + name);
    }
    if (language == null || language.isBlank()) {
      throw new IllegalArgumentException("language must be a BCP 47 tag, but is " + language);
    }
    Objects.requireNonNull(encoder, "encoder is missing");
    Objects.requireNonNull(features, "features is missing");
    Objects.requireNonNull(vocabulary, "vocabulary is missing");
    if (encoder.vocabulary() != vocabulary.size()) {
      throw new IllegalArgumentException(
          "the encoder has %d outputs, but the vocabulary %d symbols"
              .formatted(encoder.vocabulary(), vocabulary.size()));
    }
    if (encoder.melBins() != features.melBins()) {
      throw new IllegalArgumentException(
          "the encoder takes %d mel bins, but the features have %d"
              .formatted(encoder.melBins(), features.melBins()));
    }
    provenance =
        provenance == null
            ? Map.of()
            : Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
  }

  /** A description of a model in the present format, without calibration. */
  public static ModelDescription of(
      String name,
      String language,
      EncoderConfig encoder,
      FeatureRecipe features,
      Vocabulary vocabulary,
      Map<String, Object> provenance) {
    return new ModelDescription(
        FORMAT, name, language, encoder, features, vocabulary, null, provenance);
  }

  /** The map from budget to price, if it was measured. */
  public Optional<Calibration> calibration() {
    return Optional.ofNullable(calibrated);
  }

  /** The same description with a map from budget to price. */
  public ModelDescription withCalibration(Calibration calibration) {
    return new ModelDescription(
        format, name, language, encoder, features, vocabulary, calibration, provenance);
  }

  /** The same description with another provenance. */
  public ModelDescription withProvenance(Map<String, Object> newProvenance) {
    return new ModelDescription(
        format, name, language, encoder, features, vocabulary, calibrated, newProvenance);
  }

  /** Seconds between neighbouring encoder frames. */
  public double frameSeconds() {
    return encoder.stride() * features.hopSeconds();
  }

  /**
   * Algorithmic latency, seconds: the longest that a sample waits until the chunk that it belongs
   * to is complete, computation not counted.
   */
  public double latencySeconds() {
    return encoder.chunk() * frameSeconds()
        + (double) (features.windowSamples() - features.hopSamples()) / features.sampleRate();
  }
}
