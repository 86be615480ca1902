package dev.rubato.cli;

import dev.rubato.engine.Recognizer;
import dev.rubato.engine.RecognizerOptions;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of every command that runs a model. Filled by picocli; used by one thread. */
final class EngineOptions {
  @Option(
      names = {"-m", "--model"},
      paramLabel = "MODEL",
      description =
          "Model package, a folder or a zip of one. Default: the embedded model en-small.")
  private Path model;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to use. Default: one per core.")
  private Integer threads;

  /** The wanted model package. */
  Path model() {
    return model == null ? embeddedModel() : model;
  }

  /** Whether the user named a model package. */
  boolean namesModel() {
    return model != null;
  }

  private static Path embeddedModel() {
    return Path.of(System.getProperty("rubato.home", "")).resolve("models").resolve("en-small");
  }

  /** Recordings to work on at once. */
  int parallelism() {
    return recognizerOptions().threads();
  }

  /** Loads the wanted model. */
  Recognizer open() {
    return Recognizer.open(model(), recognizerOptions());
  }

  private RecognizerOptions recognizerOptions() {
    if (threads == null) {
      return RecognizerOptions.DEFAULT;
    }
    try {
      return RecognizerOptions.DEFAULT.withThreads(threads);
    } catch (IllegalArgumentException e) {
      throw new BadInputException("--threads: " + e.getMessage(), e);
    }
  }
}
