package dev.rubato.training.cli;

import dev.rubato.training.BadInputException;

/** Checks of option values. Stateless; may be shared between threads. */
final class Checks {
  private Checks() {}

  /** Fails with a message for the user unless {@code value} is at least {@code least}. */
  static void atLeast(String option, int value, int least) {
    if (value < least) {
      throw new BadInputException(
          "%s must be at least %d, but is %d".formatted(option, least, value));
    }
  }
}
