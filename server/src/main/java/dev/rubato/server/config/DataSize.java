package dev.rubato.server.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes. Immutable; may be shared between threads.
 *
 * @param bytes not negative
 */
public record DataSize(long bytes) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,12}) ?(B|KB|MB|GB)");
  private static final long KILO = 1024;

  /** Checks the sign. */
  public DataSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size must not be negative, but is " + bytes);
    }
  }

  /**
   * Reads a size such as {@code 25MB}; units are powers of 1024.
   *
   * @throws IllegalArgumentException if it is not a size
   */
  public static DataSize parse(String text) {
    Matcher matcher = FORM.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "must be a size such as 512KB, 25MB or 1GB, but is '%s'".formatted(text));
    }
    long unit =
        switch (matcher.group(2)) {
          case "KB" -> KILO;
          case "MB" -> KILO * KILO;
          case "GB" -> KILO * KILO * KILO;
          default -> 1;
        };
    return new DataSize(Long.parseLong(matcher.group(1)) * unit);
  }

  /** The size in bytes, if an {@code int} can hold it. */
  public int intBytes() {
    return Math.toIntExact(bytes);
  }

  /** The size in the largest unit that divides it. */
  @Override
  public String toString() {
    String[] units = {"B", "KB", "MB", "GB"};
    long amount = bytes;
    int unit = 0;
    while (unit < units.length - 1 && amount > 0 && amount % KILO == 0) {
      amount /= KILO;
      unit++;
    }
    return amount + units[unit];
  }
}
