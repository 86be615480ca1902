package dev.rubato.server.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Turns what an operator wrote into the type of a setting. */
final class SettingValue {
  private static final Map<Type, Function<String, Object>> READERS =
      Map.of(
          String.class, text -> text,
          int.class, SettingValue::integer,
          double.class, SettingValue::number,
          Double.class, SettingValue::number,
          boolean.class, SettingValue::truth,
          Duration.class, Durations::parse,
          DataSize.class, DataSize::parse,
          Path.class, Path::of,
          Port.class, Port::parse,
          Secret.class, Secret::new);

  private SettingValue() {}

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException if the text is not of that type; the message goes on from the
   *     name of the key
   */
  static Object parse(Type type, String text) {
    if (type instanceof ParameterizedType generic) {
      Type inner = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == Optional.class) {
        return text.isBlank() ? Optional.empty() : Optional.of(parse(inner, text));
      }
      return list(inner, text);
    }
    if (type instanceof Class<?> one && one.isEnum()) {
      return constant(one, text);
    }
    return READERS.get(type).apply(text);
  }

  private static List<Object> list(Type inner, String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .map(item -> parse(inner, item))
        .toList();
  }

  private static Object constant(Class<?> type, String text) {
    List<String> names =
        Arrays.stream(type.getEnumConstants())
            .map(value -> value.toString().toLowerCase(Locale.ROOT))
            .toList();
    int index = names.indexOf(text.strip().toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw new IllegalArgumentException(
          "must be one of %s, but is '%s'".formatted(String.join(", ", names), text));
    }
    return type.getEnumConstants()[index];
  }

  private static Object integer(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a whole number, but is '%s'".formatted(text), e);
    }
  }

  private static Object number(String text) {
    try {
      double value = Double.parseDouble(text.strip());
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a number, but is '%s'".formatted(text), e);
    }
    throw new IllegalArgumentException("must be a finite number, but is '%s'".formatted(text));
  }

  private static Object truth(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException("must be true or false, but is '%s'".formatted(text));
    };
  }
}
