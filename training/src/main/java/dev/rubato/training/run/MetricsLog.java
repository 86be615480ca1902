package dev.rubato.training.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** Appends JSON objects to {@code metrics.jsonl} of a run. Not safe for several threads at once. */
public final class MetricsLog {
  private final Path file;
  private final ObjectMapper json = new ObjectMapper();

  /** Appends to the log of a run folder. */
  public MetricsLog(Path run) {
    this.file = run.resolve("metrics.jsonl");
  }

  /** Appends one object as one line. */
  public void append(Map<String, ?> values) throws IOException {
    Files.writeString(
        file,
        json.writeValueAsString(values) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
