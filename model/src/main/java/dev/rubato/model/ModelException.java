package dev.rubato.model;

/**
 * A model package that cannot be read or written. The message is one line for the user: what is
 * wrong, where, and what would be right. Immutable; may be shared between threads.
 */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of defect it is. */
  public enum Defect {
    /** The package, or a part that every package has, is not there. */
    MISSING,
    /** A part is there but is not what it should be. */
    DAMAGED,
    /** The package was written by a newer version of Rubato. */
    NEWER,
    /** The package could not be written. */
    UNWRITABLE
  }

  private final Defect defect;

  /**
   * Makes the exception.
   *
   * @param defect kind of the defect
   * @param message one line for the user
   * @param cause what led to it, or null
   */
  public ModelException(Defect defect, String message, Throwable cause) {
    super(message, cause);
    this.defect = defect;
  }

  /** Makes the exception without a cause. */
  public ModelException(Defect defect, String message) {
    this(defect, message, null);
  }

  /** Kind of the defect. */
  public Defect defect() {
    return defect;
  }
}
