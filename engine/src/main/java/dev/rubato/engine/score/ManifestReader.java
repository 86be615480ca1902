package dev.rubato.engine.score;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Reads manifests: one JSON object per line, UTF-8, with {@code audio_filepath} (relative to the
 * manifest, or absolute), {@code text}, and optionally {@code duration} in seconds, {@code speaker}
 * and {@code corpus}; the form that NeMo made common. Other fields and empty lines are skipped.
 * Stateless; may be shared between threads.
 */
public final class ManifestReader {
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private ManifestReader() {}

  /**
   * Reads a whole manifest. Whether the recordings exist is not checked.
   *
   * @throws ManifestException if it cannot be read, has no entries, or a line is not as described
   */
  public static List<ManifestEntry> read(Path manifest) throws ManifestException {
    List<ManifestEntry> entries = new ArrayList<>();
    int number = 0;
    try (BufferedReader lines = open(manifest)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        String json = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
        if (!json.isBlank()) {
          entries.add(parse(manifest, number, json));
        }
      }
    } catch (CharacterCodingException e) {
      throw new ManifestException(
          "%s:%d: not UTF-8 text; a manifest has one JSON object per line"
              .formatted(manifest, number + 1),
          e);
    } catch (ManifestException e) {
      throw e;
    } catch (IOException e) {
      throw new ManifestException(manifest + ": cannot be read: " + e.getMessage(), e);
    }
    if (entries.isEmpty()) {
      throw new ManifestException(manifest + ": the manifest has no entries");
    }
    return entries;
  }

  private static BufferedReader open(Path manifest) throws IOException {
    if (Files.isDirectory(manifest)) {
      throw new ManifestException(manifest + ": is a directory; name the manifest in it");
    }
    try {
      return Files.newBufferedReader(manifest);
    } catch (NoSuchFileException e) {
      throw new ManifestException(manifest + ": no such file", e);
    }
  }

  private static ManifestEntry parse(Path manifest, int line, String json)
      throws ManifestException {
    String place = manifest + ":" + line + ": ";
    JsonNode node;
    try {
      node = JSON.readValue(json);
    } catch (JsonProcessingException e) {
      throw new ManifestException(place + "not JSON: " + e.getOriginalMessage(), e);
    }
    if (!node.isObject()) {
      throw new ManifestException(place + "not a JSON object");
    }
    String audio = text(node, "audio_filepath", place, true);
    try {
      Path directory = manifest.toAbsolutePath().getParent();
      return new ManifestEntry(
          directory.resolve(audio),
          duration(node, place),
          text(node, "text", place, true),
          text(node, "speaker", place, false),
          text(node, "corpus", place, false));
    } catch (InvalidPathException e) {
      throw new ManifestException(
          "%saudio_filepath is not a path: %s".formatted(place, e.getMessage()), e);
    }
  }

  private static String text(JsonNode node, String field, String place, boolean required)
      throws ManifestException {
    JsonNode value = node.get(field);
    if (value == null || value.isNull()) {
      if (required) {
        throw new ManifestException(place + "\"" + field + "\" is missing");
      }
      return "";
    }
    if (!value.isTextual()) {
      throw new ManifestException(
          "%s\"%s\" should be a string, but is %s".formatted(place, field, value));
    }
    return value.textValue();
  }

  private static OptionalDouble duration(JsonNode node, String place) throws ManifestException {
    JsonNode value = node.get("duration");
    if (value == null || value.isNull()) {
      return OptionalDouble.empty();
    }
    if (!value.isNumber() || !(value.doubleValue() >= 0)) {
      throw new ManifestException(
          "%s\"duration\" should be a number of seconds, but is %s".formatted(place, value));
    }
    return OptionalDouble.of(value.doubleValue());
  }
}
