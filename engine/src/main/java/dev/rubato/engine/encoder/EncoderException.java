package dev.rubato.engine.encoder;

/** An encoder run could not be made; the message says why. */
public final class EncoderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception with a message for the user. */
  public EncoderException(String message) {
    super(message);
  }

  /** Makes an exception with a message for the user and what led to it. */
  public EncoderException(String message, Throwable cause) {
    super(message, cause);
  }
}
