package dev.rubato.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rubato.engine.RandomModels;
import dev.rubato.engine.Recognizer;
import dev.rubato.engine.TestSpeech;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir static Path folder;
  private static Path model;
  private static String firstText;

  @BeforeAll
  static void write() throws IOException {
    model = RandomModels.write(folder.resolve("model"));
    Wav.write(folder.resolve("a.wav"), TestSpeech.of(4, 1));
    Wav.write(folder.resolve("b.wav"), TestSpeech.of(6, 2));
    try (Recognizer recognizer = Recognizer.open(model)) {
      firstText = recognizer.transcribe(folder.resolve("a.wav")).text();
    }
  }

  private static Path manifest(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }

  private static String line(String file, String text, String corpus) throws IOException {
    return JSON.writeValueAsString(
        java.util.Map.of("audio_filepath", file, "text", text, "corpus", corpus));
  }

  @Test
  void ratesAreSumsOfErrorsOverSumsOfWords() throws IOException {
    Path manifest =
        manifest(
            "m.jsonl",
            line("a.wav", firstText, "right"),
            line("b.wav", "no such words at all", "wrong"));
    Run run = Run.of("evaluate", "--manifest", manifest, "--json", "-m", model);

    assertEquals(0, run.code(), run.err());
    JsonNode all = JSON.readTree(run.out());
    JsonNode right = all.get("corpora").get("right");
    JsonNode wrong = all.get("corpora").get("wrong");
    assertEquals(0, right.get("wer").doubleValue());
    assertEquals(5, wrong.get("words").intValue());
    assertEquals(2, all.get("corpora").size());
    for (String sum :
        List.of("errors", "substitutions", "insertions", "deletions", "words", "utterances")) {
      assertEquals(
          right.get(sum).longValue() + wrong.get(sum).longValue(), all.get(sum).longValue(), sum);
    }
    assertEquals(
        all.get("substitutions").longValue()
            + all.get("insertions").longValue()
            + all.get("deletions").longValue(),
        all.get("errors").longValue());
    assertEquals(
        all.get("errors").doubleValue() / all.get("words").doubleValue(),
        all.get("wer").doubleValue(),
        1e-6);
    assertTrue(all.get("rtf").doubleValue() > 0);
    assertEquals(1, all.get("compute").doubleValue());
    assertEquals(10, all.get("audio_seconds").doubleValue());
  }

  @Test
  void tableIsForPeople() throws IOException {
    Path manifest = manifest("t.jsonl", line("a.wav", firstText, "mine"));
    Run run = Run.of("evaluate", "--manifest", manifest, "-m", model);

    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("mine"), run.out());
    assertTrue(run.out().contains("normalisation: english"), run.out());
  }

  @Test
  void detailsShowEveryAlignment() throws IOException {
    Path manifest =
        manifest("d.jsonl", line("a.wav", "extra " + firstText, "c"), line("b.wav", "x", "c"));
    Path details = folder.resolve("details.jsonl");
    Run run =
        Run.of("evaluate", "--manifest", manifest, "--details", details, "--json", "-m", model);

    assertEquals(0, run.code(), run.err());
    List<String> lines = Files.readAllLines(details);
    assertEquals(2, lines.size());
    JsonNode first = JSON.readTree(lines.get(0));
    assertEquals(1, first.get("errors").intValue());
    assertTrue(first.get("alignment").textValue().contains("[extra>]"), lines.get(0));
  }

  @Test
  void unreadableRecordingsAreReportedAndLeftOut() throws IOException {
    Path manifest =
        manifest("u.jsonl", line("none.wav", "one two", "c"), line("a.wav", firstText, "c"));
    Run run = Run.of("evaluate", "--manifest", manifest, "--json", "-m", model);

    assertEquals(2, run.code());
    assertTrue(run.err().contains("none.wav: no such file"), run.err());
    JsonNode all = JSON.readTree(run.out());
    assertEquals(1, all.get("failed").intValue());
    assertEquals(0, all.get("errors").intValue());
  }

  @Test
  void badManifestIsReportedWithItsLine() throws IOException {
    Path manifest = manifest("bad.jsonl", line("a.wav", "a", "c"), "{\"text\": \"b\"}");
    Run run = Run.of("evaluate", "--manifest", manifest, "-m", model);

    assertEquals(2, run.code());
    assertEquals(
        "rubato: %s:2: \"audio_filepath\" is missing".formatted(manifest), run.err().strip());
  }
}
