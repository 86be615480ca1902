package dev.rubato.training;

/**
 * What the user gave cannot be used: a missing file, a malformed line, a missing program.
 *
 * <p>The message is for the user: one line that says what was wrong and what would be right. The
 * command line prints it without a stack trace and ends with exit code 2. Immutable.
 */
public final class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception with a message for the user.
   *
   * @param message what was wrong and what would be right
   */
  public BadInputException(String message) {
    super(message);
  }

  /**
   * Makes an exception with a message for the user.
   *
   * @param message what was wrong and what would be right
   * @param cause where it was noticed
   */
  public BadInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
