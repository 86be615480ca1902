package dev.rubato.engine.lm.estimate;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A temporary folder, deleted with its files on close. Not safe for use by several threads at once.
 */
final class WorkFolder implements AutoCloseable {
  private final Path folder;
  private int files;

  /** Makes a folder inside an existing one. */
  WorkFolder(Path parent) throws IOException {
    this.folder = Files.createTempDirectory(parent, "rubato-lm-");
  }

  /** A path for a new file. */
  Path file() {
    return folder.resolve("records-" + files++);
  }

  @Override
  public void close() throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        Files.delete(entry);
      }
    }
    Files.delete(folder);
  }
}
