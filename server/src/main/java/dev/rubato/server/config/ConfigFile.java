package dev.rubato.server.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.StringJoiner;

/** Reads configuration files. */
public final class ConfigFile {
  /** No real configuration comes near this. */
  private static final long MAX_BYTES = 1 << 20;

  private ConfigFile() {}

  /**
   * Reads a YAML file, or a properties file if its name ends so.
   *
   * @throws ConfigException if it cannot be read
   */
  public static ConfigLayer read(Path file) {
    try {
      if (Files.isDirectory(file) || Files.size(file) > MAX_BYTES) {
        throw new ConfigException(file + ": is not a configuration file");
      }
      Map<String, String> values =
          file.toString().endsWith(".properties") ? properties(file) : yaml(file);
      return new ConfigLayer("file " + file.getFileName(), values);
    } catch (NoSuchFileException e) {
      throw new ConfigException(file + ": no such configuration file", e);
    } catch (CharacterCodingException e) {
      throw new ConfigException(file + ": is not UTF-8 text", e);
    } catch (JsonProcessingException e) {
      throw new ConfigException(
          "%s: line %d: is not valid YAML: %s"
              .formatted(file, e.getLocation().getLineNr(), firstLine(e.getOriginalMessage())),
          e);
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  private static Map<String, String> properties(Path file) throws IOException {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    Map<String, String> values = new HashMap<>();
    properties.forEach((key, value) -> values.put((String) key, (String) value));
    return values;
  }

  private static Map<String, String> yaml(Path file) throws IOException {
    JsonNode root = new YAMLMapper().readTree(Files.readString(file));
    Map<String, String> values = new LinkedHashMap<>();
    if (root.isObject()) {
      flatten(root, "", values);
    } else if (!root.isMissingNode() && !root.isNull()) {
      throw new ConfigException(file + ": must be a mapping of keys to values");
    }
    return values;
  }

  private static void flatten(JsonNode node, String prefix, Map<String, String> into) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String key = prefix + entry.getKey();
      JsonNode value = entry.getValue();
      if (value.isObject()) {
        flatten(value, key + ".", into);
      } else if (value.isArray()) {
        StringJoiner items = new StringJoiner(",");
        value.forEach(item -> items.add(item.asText()));
        into.put(key, items.toString());
      } else {
        into.put(key, value.isNull() ? "" : value.asText());
      }
    }
  }
}
