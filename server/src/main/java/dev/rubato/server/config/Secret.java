package dev.rubato.server.config;

import static java.util.Objects.requireNonNull;

/**
 * A text that must not be shown. Immutable; may be shared between threads.
 *
 * @param value the text itself
 */
public record Secret(String value) {

  /** Checks that there is something to keep secret. */
  public Secret {
    requireNonNull(value, "value is null");
    if (value.isBlank()) {
      throw new IllegalArgumentException("must not be empty");
    }
  }

  /** Stars, however long the secret is. */
  @Override
  public String toString() {
    return "********";
  }
}
