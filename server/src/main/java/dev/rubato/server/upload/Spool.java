package dev.rubato.server.upload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A folder that nobody else can read, in which uploads lie until they are transcribed. May be
 * shared between threads.
 */
public final class Spool implements AutoCloseable {
  private final Path folder;

  /** Makes the folder where the system keeps temporary files. */
  public Spool() {
    try {
      folder = Files.createTempDirectory("rubato-uploads-");
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for uploads can be made", e);
    }
  }

  /** A name for a new file in the folder. */
  Path next() {
    return folder.resolve(UUID.randomUUID().toString());
  }

  /** Number of uploads that lie here. */
  public long size() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes the folder and what is left in it. */
  @Override
  public void close() {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("uploads cannot be deleted", e);
    }
  }
}
