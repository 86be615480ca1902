package dev.rubato.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rubato.engine.RandomModels;
import dev.rubato.engine.TestSpeech;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranscribeCommandTest {
  @TempDir static Path folder;
  private static Path model;
  private static Path first;
  private static Path second;

  @BeforeAll
  static void write() throws IOException {
    model = RandomModels.write(folder.resolve("model"));
    first = Wav.write(folder.resolve("first take.wav"), TestSpeech.of(4, 1));
    second = Wav.write(folder.resolve("zweite Äußerung.wav"), TestSpeech.of(9.5, 2));
  }

  private static List<String> fields(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void oneRecordingGivesItsText() {
    Run run = Run.of("transcribe", "--model", model, first);

    assertEquals(0, run.code(), run.err());
    assertEquals(1, run.outLines().size());
    assertFalse(run.out().isBlank());
    assertEquals("", run.err());
  }

  @Test
  void severalRecordingsComeInOrderWithTheirNames() {
    Run run = Run.of("transcribe", "-m", model, second, first, second);

    assertEquals(0, run.code(), run.err());
    assertEquals(3, run.outLines().size());
    assertTrue(run.outLines().get(0).startsWith(second + ": "));
    assertTrue(run.outLines().get(1).startsWith(first + ": "));
    assertEquals(run.outLines().get(0), run.outLines().get(2));
  }

  @Test
  void jsonHasOneObjectPerRecording() throws IOException {
    Run run = Run.of("transcribe", "--json", "-m", model, first, second);

    assertEquals(0, run.code(), run.err());
    assertEquals(2, run.outLines().size());
    JsonNode node = new JsonMapper().readTree(run.outLines().get(1));
    assertEquals(List.of("file", "text", "duration", "words"), fields(node));
    assertEquals(second.toString(), node.get("file").textValue());
    assertEquals(9.5, node.get("duration").doubleValue());
    double last = 0;
    List<String> texts = new ArrayList<>();
    for (JsonNode word : node.get("words")) {
      assertEquals(List.of("word", "start", "end", "confidence"), fields(word));
      assertTrue(word.get("start").doubleValue() >= last, "words are in order");
      assertTrue(word.get("end").doubleValue() <= 9.5);
      last = word.get("start").doubleValue();
      texts.add(word.get("word").textValue());
    }
    assertEquals(node.get("text").textValue(), String.join(" ", texts));
    assertFalse(texts.isEmpty());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 4096, 1_000_000})
  void streamingGivesTheSameForAnyPieces(int bytes) {
    Run whole = Run.of("transcribe", "--json", "-m", model, second);
    Run streamed =
        Run.of("transcribe", "--json", "--stream", "--chunk-bytes", bytes, "-m", model, second);

    assertEquals(0, streamed.code(), streamed.err());
    assertEquals(whole.out(), streamed.out());
    assertFalse(streamed.err().isBlank(), "partials are shown");
  }

  @Test
  void badRecordingIsReportedAndTheOthersTranscribed() {
    Path missing = folder.resolve("missing.wav");
    Run run = Run.of("transcribe", "-m", model, first, missing, second);

    assertEquals(2, run.code());
    assertEquals(2, run.outLines().size());
    assertEquals(List.of("rubato: " + missing + ": no such file"), run.errLines());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--chunk-bytes=0", "--threads=0", "--threads=x", "--nonsense"})
  void badOptionsAreExplained(String option) {
    Run run = Run.of("transcribe", "-m", model, option, first);

    assertEquals(2, run.code());
    assertEquals("", run.out());
    assertTrue(run.err().startsWith("rubato: "), run.err());
    assertTrue(run.err().contains(option.split("=", 2)[0]), run.err());
  }

  @Test
  void recordingsMustBeNamed() {
    Run run = Run.of("transcribe");

    assertEquals(2, run.code());
    assertTrue(run.err().contains("FILE"), run.err());
  }
}
