package dev.rubato.server.config;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Values that come from one place. Immutable; may be shared between threads.
 *
 * @param origin where they come from, for people
 * @param values by key; lists are joined by commas
 */
public record ConfigLayer(String origin, Map<String, String> values) {

  /** Copies the values. */
  public ConfigLayer {
    values = Map.copyOf(values);
  }

  /**
   * The settings among environment variables: {@code RUBATO_} and the key in upper case, with
   * underscores for dots and hyphens.
   *
   * @param environment as from {@link System#getenv()}; variables of other programs are ignored
   */
  public static ConfigLayer environment(Map<String, String> environment) {
    List<SettingKey> keys = SettingKey.of(ServerConfig.class);
    return new ConfigLayer(
        "environment",
        keys.stream()
            .filter(key -> environment.containsKey(key.variable()))
            .collect(Collectors.toMap(SettingKey::key, key -> environment.get(key.variable()))));
  }

  /**
   * Settings given on the command line.
   *
   * @param values by key
   */
  public static ConfigLayer flags(Map<String, String> values) {
    return new ConfigLayer("command line", values);
  }
}
