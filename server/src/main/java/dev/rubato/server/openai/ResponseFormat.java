package dev.rubato.server.openai;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Forms of a transcript. */
enum ResponseFormat {
  JSON,
  TEXT,
  SRT,
  VERBOSE_JSON,
  VTT;

  private String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<ResponseFormat> of(String label) {
    return Arrays.stream(values()).filter(format -> format.label().equals(label)).findFirst();
  }

  static String all() {
    return Arrays.stream(values()).map(ResponseFormat::label).collect(Collectors.joining(", "));
  }
}
