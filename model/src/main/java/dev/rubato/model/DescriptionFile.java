package dev.rubato.model;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rubato.model.ModelException.Defect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The content of {@code model.json}: the description and the sizes and checksums of the other
 * files.
 */
record DescriptionFile(ModelDescription description, Map<String, PackageFile> files) {
  static final int LARGEST_BYTES = 16 << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  static DescriptionFile read(Path file) {
    try {
      if (Files.size(file) > LARGEST_BYTES) {
        throw new ModelException(
            Defect.DAMAGED,
            "%s has more than %d bytes; that is no description of a model"
                .formatted(file, LARGEST_BYTES));
      }
      return parse(Files.readAllBytes(file), file);
    } catch (JsonProcessingException e) {
      throw new ModelException(Defect.DAMAGED, "%s is damaged: %s".formatted(file, oneLine(e)), e);
    } catch (IOException e) {
      throw new ModelException(
          Defect.DAMAGED, "cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static DescriptionFile parse(byte[] json, Path file) throws IOException {
    JsonNode tree = MAPPER.readTree(json);
    if (!(tree instanceof ObjectNode object) || !object.path("format").isInt()) {
      throw new ModelException(
          Defect.DAMAGED,
          "%s is not the description of a model: it has no whole number \"format\""
              .formatted(file));
    }
    int format = object.path("format").intValue();
    if (format > ModelDescription.FORMAT) {
      throw new ModelException(
          Defect.NEWER,
          "%s has package format %d, but this version of Rubato reads formats up to %d: use a newer Rubato"
              .formatted(file, format, ModelDescription.FORMAT));
    }
    JsonNode files = object.remove("files");
    if (files == null) {
      throw new ModelException(Defect.DAMAGED, "%s has no \"files\"".formatted(file));
    }
    return new DescriptionFile(
        MAPPER.treeToValue(object, ModelDescription.class),
        MAPPER.convertValue(files, new TypeReference<Map<String, PackageFile>>() {}));
  }

  void write(Path file) throws IOException {
    ObjectNode tree = MAPPER.valueToTree(description);
    tree.set("files", MAPPER.valueToTree(files));
    Files.write(file, MAPPER.writeValueAsBytes(tree));
  }

  private static String oneLine(JsonProcessingException e) {
    Throwable cause = e.getCause() instanceof IllegalArgumentException ? e.getCause() : e;
    String message =
        cause instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : cause.getMessage();
    StringBuilder where = new StringBuilder();
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      mapping.getPath().forEach(part -> where.append('/').append(name(part)));
      where.append(": ");
    } else if (e.getLocation() != null && !e.getLocation().equals(JsonLocation.NA)) {
      where
          .append("line ")
          .append(e.getLocation().getLineNr())
          .append(", column ")
          .append(e.getLocation().getColumnNr())
          .append(": ");
    }
    return where + message.lines().findFirst().orElse("");
  }

  private static String name(JsonMappingException.Reference part) {
    return part.getFieldName() == null ? "" + part.getIndex() : part.getFieldName();
  }
}
