package dev.rubato.engine.lm;

/**
 * A language model or the text for one cannot be used. The message is one line for the user: what
 * is wrong, where, and what would be right. Immutable; may be shared between threads.
 */
public final class LanguageModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message for the user. */
  public LanguageModelException(String message) {
    super(message);
  }

  /** Makes the exception with a message for the user and what led to it. */
  public LanguageModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
