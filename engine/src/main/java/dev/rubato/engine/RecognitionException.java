package dev.rubato.engine;

/** A recognition could not go on; the message says what was wrong and what would be right. */
public class RecognitionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception with a message for the user. */
  public RecognitionException(String message) {
    super(message);
  }

  /** Makes an exception with a message for the user and what led to it. */
  public RecognitionException(String message, Throwable cause) {
    super(message, cause);
  }
}
