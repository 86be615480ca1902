package dev.rubato.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fields of a JSON object, read with their types checked; null counts as absent. May be shared
 * between threads.
 */
public final class Fields {
  private final JsonNode node;
  private final String path;
  private final boolean loose;

  Fields(JsonNode node) {
    this(node, "", false);
  }

  private Fields(JsonNode node, String path, boolean loose) {
    this.node = node;
    this.path = path;
    this.loose = loose;
  }

  /** The parameters of a query or form, whose numbers and truths are written as texts. */
  public static Fields of(MultiMap parameters) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    for (String name : parameters.names()) {
      List<String> values = parameters.getAll(name);
      if (values.size() == 1) {
        node.put(name, values.get(0));
      } else {
        values.forEach(node.withArray("/" + name.replace("~", "~0").replace("/", "~1"))::add);
      }
    }
    return new Fields(node, "", true);
  }

  private Optional<JsonNode> value(String name) {
    return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
  }

  /** Whether the field is there. */
  public boolean has(String name) {
    return value(name).isPresent();
  }

  /**
   * Checks that there are no other fields.
   *
   * @throws FieldException naming one that is unknown
   */
  public void requireOnly(Set<String> known) {
    for (var entry : node.properties()) {
      if (!known.contains(entry.getKey())) {
        throw new FieldException(
            path + entry.getKey(),
            "there is no field '%s%s'; known are %s"
                .formatted(path, entry.getKey(), String.join(", ", new TreeSet<>(known))));
      }
    }
  }

  /** A text. */
  public Optional<String> text(String name) {
    return value(name)
        .map(
            value -> {
              if (!value.isTextual()) {
                throw wrong(name, "a string", value);
              }
              return value.textValue();
            });
  }

  /** True or false. */
  public Optional<Boolean> truth(String name) {
    return value(name)
        .map(
            value -> {
              if (loose && (value.asText().equals("true") || value.asText().equals("false"))) {
                return value.asText().equals("true");
              }
              if (!value.isBoolean()) {
                throw wrong(name, "true or false", value);
              }
              return value.booleanValue();
            });
  }

  /** True or false, also written as a number. */
  public Optional<Boolean> looseTruth(String name) {
    return value(name)
        .map(
            value -> {
              if (!value.isBoolean() && !value.isNumber()) {
                throw wrong(name, "true or false, or 1 or 0", value);
              }
              return value.isBoolean() ? value.booleanValue() : value.doubleValue() != 0;
            });
  }

  /** A whole number within bounds; {@code 16000.0} is one too. */
  public Optional<Integer> integer(String name, int least, int most) {
    return number(name, least, most)
        .map(
            number -> {
              if (number != Math.rint(number)) {
                throw new FieldException(
                    path + name,
                    "%s%s must be a whole number, but is %s".formatted(path, name, number));
              }
              return number.intValue();
            });
  }

  /** A number within bounds. */
  public Optional<Double> number(String name, double least, double most) {
    return value(name)
        .map(
            value -> {
              double number = loose ? parse(name, value) : value.doubleValue();
              if (!loose && !value.isNumber()) {
                throw wrong(name, "a number", value);
              }
              if (!(number >= least && number <= most)) {
                throw new FieldException(
                    path + name,
                    "%s%s must be in %s..%s, but is %s"
                        .formatted(path, name, plain(least), plain(most), plain(number)));
              }
              return number;
            });
  }

  private double parse(String name, JsonNode value) {
    try {
      if (value.isTextual()) {
        return Double.parseDouble(value.textValue());
      }
    } catch (NumberFormatException e) {
      throw new FieldException(
          path + name,
          "%s%s must be a number, but is '%s'".formatted(path, name, value.textValue()),
          e);
    }
    throw wrong(name, "one number", value);
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  /** A list of texts. */
  public Optional<List<String>> texts(String name, int most) {
    return value(name)
        .map(
            value -> {
              if (loose && value.isTextual()) {
                return List.of(value.textValue());
              }
              if (!value.isArray() || value.size() > most) {
                throw wrong(name, "a list of at most " + most + " strings", value);
              }
              List<String> texts = new ArrayList<>();
              for (JsonNode item : value) {
                if (!item.isTextual()) {
                  throw wrong(name, "a list of strings", value);
                }
                texts.add(item.textValue());
              }
              return texts;
            });
  }

  /** An object within this one. */
  public Optional<Fields> object(String name) {
    return value(name)
        .map(
            value -> {
              if (!value.isObject()) {
                throw wrong(name, "an object", value);
              }
              return new Fields(value, path + name + ".", loose);
            });
  }

  /** Any value, as it was sent. */
  public Optional<JsonNode> raw(String name) {
    return value(name);
  }

  /** A failure for a field that must be there. */
  public FieldException missing(String name) {
    return new FieldException(path + name, "the field '%s%s' is missing".formatted(path, name));
  }

  private FieldException wrong(String name, String expected, JsonNode value) {
    String type =
        switch (value.getNodeType()) {
          case ARRAY -> "a list";
          case OBJECT -> "an object";
          case STRING -> "a string";
          case NUMBER -> "a number";
          case BOOLEAN -> "a boolean";
          default -> "something else";
        };
    return new FieldException(
        path + name, "%s%s must be %s, but is %s".formatted(path, name, expected, type));
  }
}
