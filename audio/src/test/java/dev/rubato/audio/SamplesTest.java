package dev.rubato.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The clips of the project are what their manifest says. */
class SamplesTest {

  @Test
  void theManifestNamesEveryClipWithItsLengthAndText() throws IOException {
    Set<String> named = new HashSet<>();
    for (String line : Files.readAllLines(Decoding.SAMPLES.resolve("manifest.jsonl"))) {
      JsonNode entry = new ObjectMapper().readTree(line);
      String name = entry.get("audio_filepath").asText();
      Path file = Decoding.SAMPLES.resolve(name);
      double seconds = AudioFiles.read(file).length / (double) AudioDecoder.SAMPLE_RATE;
      assertEquals(entry.get("duration").asDouble(), seconds, 0.002, name);
      assertTrue(entry.get("text").asText().matches("[a-z']+( [a-z']+)*"), name);
      assertEquals("samples", entry.get("corpus").asText());
      named.add(name);
    }
    Set<String> present = new HashSet<>(Recordings.names());
    present.removeIf(name -> !Files.exists(Decoding.SAMPLES.resolve(name)));
    assertEquals(present, named);
  }
}
