package dev.rubato.audio;

import java.io.IOException;

/**
 * A recording cannot be read. The message is one line for the user: what is wrong and, where it
 * helps, what would be right. Immutable; may be shared between threads.
 */
public final class AudioException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What sort of defect it is, for callers that answer with a status code. */
  public enum Kind {
    /** There is no such file, or it cannot be opened. */
    UNREADABLE,
    /** There are no bytes, or no samples. */
    EMPTY,
    /** The container or codec is not one that can be decoded. */
    UNSUPPORTED,
    /** The bytes contradict their own format. */
    DAMAGED,
    /** The recording ends before its format says it may. */
    TRUNCATED,
    /** A limit of {@link AudioLimits} is exceeded. */
    LIMIT
  }

  private final Kind kind;

  /**
   * Makes an exception.
   *
   * @param kind the sort of defect
   * @param message one line for the user
   */
  public AudioException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /**
   * Makes an exception with a cause.
   *
   * @param kind the sort of defect
   * @param message one line for the user
   * @param cause what a library reported
   */
  public AudioException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** The sort of defect. */
  public Kind kind() {
    return kind;
  }
}
