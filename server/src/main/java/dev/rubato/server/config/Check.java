package dev.rubato.server.config;

import java.time.Duration;

/** Checks of settings; messages name the key. */
final class Check {
  private Check() {}

  static void that(boolean condition, String key, String rule, Object value) {
    if (!condition) {
      throw new ConfigException("%s %s, but is %s".formatted(key, rule, value));
    }
  }

  static void within(long value, long least, long most, String key) {
    that(value >= least && value <= most, key, "must be in %d..%d".formatted(least, most), value);
  }

  static void within(Duration value, Duration least, Duration most, String key) {
    that(
        value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
        key,
        "must be between %s and %s".formatted(Durations.format(least), Durations.format(most)),
        Durations.format(value));
  }

  static void within(DataSize value, DataSize least, DataSize most, String key) {
    that(
        value.bytes() >= least.bytes() && value.bytes() <= most.bytes(),
        key,
        "must be between %s and %s".formatted(least, most),
        value);
  }
}
