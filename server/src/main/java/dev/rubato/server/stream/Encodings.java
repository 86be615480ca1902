package dev.rubato.server.stream;

import dev.rubato.audio.PcmEncoding;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Names of raw encodings in the dialect. */
final class Encodings {
  /** A container that tells what is in it. */
  static final String CONTAINER = "container";

  private Encodings() {}

  static Optional<PcmEncoding> of(String name) {
    return Arrays.stream(PcmEncoding.values())
        .filter(encoding -> name(encoding).equals(name))
        .findFirst();
  }

  static String name(PcmEncoding encoding) {
    return encoding.name().toLowerCase(Locale.ROOT);
  }

  static String all() {
    return Arrays.stream(PcmEncoding.values())
        .map(Encodings::name)
        .collect(Collectors.joining(", ", CONTAINER + ", ", ""));
  }
}
