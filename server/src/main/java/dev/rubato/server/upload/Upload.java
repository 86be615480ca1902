package dev.rubato.server.upload;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a client uploaded. Used on its request's context.
 *
 * <p>Closing it deletes the file.
 */
public final class Upload implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upload.class);

  private final Vertx vertx;
  private final MultiMap fields;
  private final Path file;

  Upload(Vertx vertx, MultiMap fields, Path file) {
    this.vertx = vertx;
    this.fields = fields;
    this.file = file;
  }

  /** The fields of the form; empty if there was none. */
  public MultiMap fields() {
    return fields;
  }

  /** The recording. */
  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  @Override
  public void close() {
    if (file != null) {
      vertx
          .fileSystem()
          .delete(file.toString())
          .onFailure(problem -> LOG.warn("an upload cannot be deleted", problem));
    }
  }
}
