package dev.rubato.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Recordings of people, where they are at hand: Ogg Opus of many encoder settings. */
class RealSpeechTest {
  private static final int EVERY = 5;

  @Test
  void everyRecordingHasItsLengthAndItsVoice() throws IOException {
    Path folder =
        Path.of(System.getProperty("rubato.corpus", "../../shared/corpus")).resolve("dev");
    Path manifest = folder.resolve("manifest.jsonl");
    assumeTrue(Files.exists(manifest), "skipped: there is no " + manifest);
    List<String> lines = Files.readAllLines(manifest);
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    long time = 0;
    double seconds = 0;
    for (int i = 0; i < lines.size(); i += EVERY) {
      JsonNode entry = new ObjectMapper().readTree(lines.get(i));
      String name = entry.get("audio_filepath").asText();
      long start = clock.getCurrentThreadCpuTime();
      float[] samples = AudioFiles.read(folder.resolve(name));
      time += clock.getCurrentThreadCpuTime() - start;
      double length = samples.length / (double) AudioDecoder.SAMPLE_RATE;
      assertEquals(entry.get("duration").asDouble(), length, 0.01, name);
      boolean[] voice = VoiceActivity.detect(VoiceActivityOptions.DEFAULT, samples);
      boolean any = false;
      for (boolean decision : voice) {
        any |= decision;
      }
      assertTrue(any, "no voice in " + name);
      seconds += length;
    }
    System.out.printf(
        "decoded %.0f s of Ogg Opus at %.0f times real time%n", seconds, seconds / (time * 1e-9));
  }
}
