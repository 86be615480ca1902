package dev.rubato.server.config;

/**
 * Where to listen. Immutable; may be shared between threads.
 *
 * @param number a TCP port; 0 takes any that is free, -1 does not listen
 */
public record Port(int number) {
  /** Does not listen. */
  public static final Port OFF = new Port(-1);

  /** Checks the range. */
  public Port {
    if (number < -1 || number > 65_535) {
      throw new IllegalArgumentException(
          "must be a port in 0..65535 or off, but is '%d'".formatted(number));
    }
  }

  /**
   * Reads a port number or {@code off}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Port parse(String text) {
    // YAML 1.1 reads a bare off as false.
    if (text.strip().equals("off") || text.strip().equals("false")) {
      return OFF;
    }
    try {
      int number = Integer.parseInt(text.strip());
      return new Port(number == -1 ? -2 : number);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "must be a port in 0..65535 or off, but is '%s'".formatted(text), e);
    }
  }

  /** Whether to listen at all. */
  public boolean isOn() {
    return number >= 0;
  }

  @Override
  public String toString() {
    return isOn() ? Integer.toString(number) : "off";
  }
}
