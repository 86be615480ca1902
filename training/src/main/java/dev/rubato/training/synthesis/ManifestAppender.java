package dev.rubato.training.synthesis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the manifest of a folder, one line for each finished recording, and continues one that was
 * interrupted. Not safe for use by several threads at once.
 */
final class ManifestAppender implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BufferedWriter out;
  private final Map<String, Double> hours = new LinkedHashMap<>();
  private int utterances;
  private int lastIndex = -1;

  /**
   * Opens or makes {@code manifest.jsonl}. A last line that was not finished, or whose recording is
   * missing, is dropped.
   */
  ManifestAppender(Path folder) throws IOException {
    Path file = folder.resolve("manifest.jsonl");
    List<String> kept = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        if (!take(folder, line)) {
          break;
        }
        kept.add(line);
      }
      Path part = folder.resolve("manifest.jsonl.part");
      Files.write(part, kept);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
    out = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Adds a recording whose file is complete. */
  void append(Utterance utterance, double seconds) throws IOException {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("audio_filepath", utterance.path());
    line.put("duration", seconds);
    line.put("text", utterance.text());
    line.put("speaker", utterance.rendition().speaker());
    line.put("corpus", utterance.synthesizer().corpus());
    out.write(JSON.writeValueAsString(line) + "\n");
    out.flush();
    count(utterance.index(), utterance.synthesizer().corpus(), seconds);
  }

  /** Hours of each corpus. */
  Map<String, Double> hours() {
    return Map.copyOf(hours);
  }

  /** Hours of all corpora. */
  double totalHours() {
    return hours.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Number of lines. */
  int utterances() {
    return utterances;
  }

  /** Place in the plan of the last line; -1 if there is none. */
  int lastIndex() {
    return lastIndex;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private boolean take(Path folder, String line) throws IOException {
    try {
      JsonNode entry = JSON.readTree(line);
      String path = entry.path("audio_filepath").asText();
      if (!entry.path("corpus").isTextual() || !Files.exists(folder.resolve(path))) {
        return false;
      }
      count(
          Utterance.indexOf(path),
          entry.get("corpus").textValue(),
          entry.path("duration").doubleValue());
      return true;
    } catch (JsonProcessingException e) {
      return false; // The call that wrote it was interrupted.
    }
  }

  private void count(int index, String corpus, double seconds) {
    lastIndex = index;
    utterances++;
    hours.merge(corpus, seconds / 3600, Double::sum);
  }
}
