package dev.rubato.server.http;

/** A field of a message is wrong; the message names it and says what would be right. */
public final class FieldException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String field;

  /** Makes an exception about a field, or about the whole message if the field is null. */
  public FieldException(String field, String message) {
    super(message);
    this.field = field;
  }

  /** Makes an exception with what led to it. */
  public FieldException(String field, String message, Throwable cause) {
    super(message, cause);
    this.field = field;
  }

  /** Name of the field, or null. */
  public String field() {
    return field;
  }
}
