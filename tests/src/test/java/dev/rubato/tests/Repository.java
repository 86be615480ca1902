package dev.rubato.tests;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project lies. */
final class Repository {
  private Repository() {}

  /** The folder of the root {@code pom.xml}, whatever folder the tests run in. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve(".mvn"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
