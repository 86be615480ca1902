package dev.rubato.audio.internal;

import java.util.Locale;

/** Times in messages. Stateless. */
public final class Times {
  private Times() {}

  /** For example {@code 3.42 s}. */
  public static String text(double seconds) {
    return String.format(Locale.ROOT, "%.2f s", seconds);
  }
}
