package dev.rubato.engine;

/**
 * More audio was offered than a stream may have waiting. None of the offered samples was taken and
 * the stream is unharmed: offer them again when {@link RecognitionStream#pendingSeconds()} is
 * lower.
 */
public final class BacklogException extends RecognitionException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception with a message for the user. */
  public BacklogException(String message) {
    super(message);
  }
}
