package dev.rubato.server.socket;

import java.nio.charset.StandardCharsets;

/** Fits close reasons into the 123 bytes that a close frame has for them. */
final class Reasons {
  private static final int MOST_BYTES = 123;

  private Reasons() {}

  static String fit(String reason) {
    String fitting = reason;
    while (fitting.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      fitting = fitting.substring(0, fitting.offsetByCodePoints(fitting.length(), -1));
    }
    return fitting;
  }
}
