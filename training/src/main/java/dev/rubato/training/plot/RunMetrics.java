package dev.rubato.training.plot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rubato.training.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The {@code metrics.jsonl} of a run: one JSON object per line with {@code step}, {@code hours} of
 * audio seen, and either values of training or the error rates {@code dev}. Immutable; may be
 * shared between threads.
 *
 * @param lines in the order of their steps
 */
record RunMetrics(List<JsonNode> lines) {
  private static final ObjectMapper JSON = new ObjectMapper();

  RunMetrics {
    lines = List.copyOf(lines);
  }

  /**
   * Reads the metrics of a run, which may be still going on: a last line that is not complete yet
   * is left out. Where a run was resumed from an older checkpoint, what came after that is left
   * out.
   *
   * @throws BadInputException if the folder has no metrics or a line is malformed
   * @throws IOException if the file cannot be read
   */
  static RunMetrics read(Path runFolder) throws IOException {
    Path file = runFolder.resolve("metrics.jsonl");
    String text = read(file, runFolder);
    String[] rows = text.split("\n", -1); // What follows the last line break is incomplete.
    NavigableMap<Long, JsonNode> lines = new TreeMap<>();
    for (int i = 0; i < rows.length - 1; i++) {
      if (!rows[i].isBlank()) {
        JsonNode line = parse(rows[i], file, i + 1);
        // A development line shares its step with a training line and comes after it.
        long training = 2 * line.get("step").longValue();
        lines.tailMap(training + 2, true).clear();
        lines.put(line.has("dev") ? training + 1 : training, line);
      }
    }
    return new RunMetrics(List.copyOf(lines.values()));
  }

  /** A value of the training lines over hours; points that are no finite numbers are left out. */
  Curve training(String field) {
    return curve(field, "/" + field);
  }

  /** Names of the development corpora, sorted. */
  SortedSet<String> devCorpora() {
    SortedSet<String> corpora = new TreeSet<>();
    lines.forEach(line -> line.path("dev").fieldNames().forEachRemaining(corpora::add));
    return corpora;
  }

  /** An error rate of a development corpus, per cent, over hours. */
  Curve dev(String corpus, String rate) {
    String pointer = "/dev/" + corpus.replace("~", "~0").replace("/", "~1") + "/" + rate;
    return curve(corpus, pointer).scaled(100);
  }

  private Curve curve(String name, String pointer) {
    List<JsonNode> having = lines.stream().filter(line -> isFinite(line.at(pointer))).toList();
    return new Curve(
        name,
        having.stream().mapToDouble(line -> line.get("hours").doubleValue()).toArray(),
        having.stream().mapToDouble(line -> line.at(pointer).doubleValue()).toArray());
  }

  private static boolean isFinite(JsonNode value) {
    return value.isNumber() && Double.isFinite(value.doubleValue());
  }

  private static String read(Path file, Path runFolder) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new BadInputException(
          runFolder + " has no metrics.jsonl; give the folder of a training run", e);
    }
  }

  private static JsonNode parse(String row, Path file, int number) {
    try {
      JsonNode line = JSON.readTree(row);
      if (line.path("step").canConvertToLong() && isFinite(line.path("hours"))) {
        return line;
      }
    } catch (JsonProcessingException e) {
      throw new BadInputException(malformed(file, number), e);
    }
    throw new BadInputException(malformed(file, number));
  }

  private static String malformed(Path file, int number) {
    return "%s:%d: a metrics line is a JSON object with the numbers \"step\" and \"hours\""
        .formatted(file, number);
  }
}
