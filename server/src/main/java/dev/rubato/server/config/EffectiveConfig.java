package dev.rubato.server.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A configuration and where each of its values came from. Immutable; may be shared between threads.
 */
public final class EffectiveConfig {
  /** A value as written, and where. */
  record Source(String text, String origin) {}

  private final Map<String, Source> sources;
  private final ServerConfig config;

  private EffectiveConfig(Map<String, Source> sources) {
    this.sources = sources;
    this.config = build(ServerConfig.class, "");
  }

  /**
   * Lays layers over the defaults; later ones win.
   *
   * @throws ConfigException if a key is unknown or a value is not acceptable
   */
  public static EffectiveConfig of(ConfigLayer... layers) {
    Map<String, Source> sources = new LinkedHashMap<>();
    SettingKey.of(ServerConfig.class)
        .forEach(key -> sources.put(key.key(), new Source(key.standard(), "default")));
    for (ConfigLayer layer : layers) {
      layer.values().forEach((key, text) -> put(sources, key, new Source(text, layer.origin())));
    }
    return new EffectiveConfig(sources);
  }

  private static void put(Map<String, Source> sources, String key, Source source) {
    if (sources.replace(key, source) == null) {
      throw new ConfigException(
          "%s: there is no setting '%s'; did you mean '%s'? `serve --print-config` lists them all"
              .formatted(source.origin(), key, Similar.to(key, sources.keySet())));
    }
  }

  /** The settings themselves. */
  public ServerConfig config() {
    return config;
  }

  /** The whole configuration as a YAML file with explanations and origins; secrets are hidden. */
  public String explain() {
    return ConfigText.yaml(sources);
  }

  private <T> T build(Class<T> type, String prefix) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String key = prefix + SettingKey.kebab(components[i].getName());
      values[i] =
          components[i].isAnnotationPresent(Setting.class)
              ? value(components[i], key)
              : build(components[i].getType(), key + ".");
    }
    return construct(type, components, values);
  }

  private Object value(RecordComponent component, String key) {
    Source source = sources.get(key);
    try {
      return SettingValue.parse(component.getGenericType(), source.text());
    } catch (IllegalArgumentException e) {
      throw new ConfigException("%s: %s %s".formatted(source.origin(), key, e.getMessage()), e);
    }
  }

  private static <T> T construct(Class<T> type, RecordComponent[] components, Object[] values) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<T> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof ConfigException problem) {
        throw problem;
      }
      throw new IllegalStateException(type + " cannot be made", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }

  /** Finds the known key that is most like a wrong one. */
  static final class Similar {
    private Similar() {}

    static String to(String wrong, Collection<String> known) {
      return List.copyOf(known).stream()
          .min((a, b) -> Integer.compare(distance(wrong, a), distance(wrong, b)))
          .orElse("");
    }

    private static int distance(String a, String b) {
      int[] row = new int[b.length() + 1];
      for (int j = 0; j < row.length; j++) {
        row[j] = j;
      }
      for (int i = 1; i <= a.length(); i++) {
        int diagonal = row[0];
        row[0] = i;
        for (int j = 1; j < row.length; j++) {
          int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
          diagonal = row[j];
          row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
        }
      }
      return row[b.length()];
    }
  }
}
