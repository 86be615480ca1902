package dev.rubato.engine.score;

import java.io.IOException;

/**
 * A manifest cannot be used; the message names file and line, what is wrong and what would be
 * right.
 */
public final class ManifestException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception with a message for the user. */
  public ManifestException(String message) {
    super(message);
  }

  /** Makes an exception with a message for the user and what led to it. */
  public ManifestException(String message, Throwable cause) {
    super(message, cause);
  }
}
