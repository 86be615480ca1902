package dev.rubato.server.config;

/** A setting is wrong; the message names its key, what was wrong and what would be right. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception with a message for the operator. */
  public ConfigException(String message) {
    super(message);
  }

  /** Makes an exception with a message for the operator and what led to it. */
  public ConfigException(String message, Throwable cause) {
    super(message, cause);
  }
}
