package dev.rubato.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rubato.engine.RandomModels;
import dev.rubato.engine.TestSpeech;
import dev.rubato.model.Calibration;
import dev.rubato.model.Calibration.Point;
import dev.rubato.model.ModelPackage;
import dev.rubato.model.ModelPackageWriter;
import dev.rubato.model.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DialOptionsTest {
  @TempDir static Path folder;
  private static Path dense;
  private static Path adaptive;
  private static Path recording;
  private static Path manifest;

  @BeforeAll
  static void write() throws IOException {
    dense = RandomModels.write(folder.resolve("dense"));
    Path plain =
        RandomModels.write(
            folder.resolve("plain"), RandomModels.TINY_ADAPTIVE, Vocabulary.ENGLISH, 2);
    adaptive = folder.resolve("adaptive");
    Calibration calibration = new Calibration(List.of(new Point(0.9, 0), new Point(0.5, 1)));
    try (ModelPackage opened = ModelPackage.open(plain)) {
      ModelPackageWriter.from(opened)
          .description(opened.description().withCalibration(calibration))
          .write(adaptive);
    }
    recording = Wav.write(folder.resolve("a.wav"), TestSpeech.of(5, 1));
    manifest =
        Files.writeString(
            folder.resolve("m.jsonl"), "{\"audio_filepath\":\"a.wav\",\"text\":\"a\"}");
  }

  private static double compute(String... options) throws IOException {
    Object[] arguments = new Object[6 + options.length];
    Object[] first = {"evaluate", "--json", "-m", adaptive, "--manifest", manifest};
    System.arraycopy(first, 0, arguments, 0, first.length);
    System.arraycopy(options, 0, arguments, first.length, options.length);
    Run run = Run.of(arguments);
    assertEquals(0, run.code(), run.err());
    return new JsonMapper().readTree(run.out()).get("compute").doubleValue();
  }

  @Test
  void budgetIsTurnedIntoItsPrice() throws IOException {
    assertEquals(compute("--price", "0.5"), compute("--budget", "0.7"));
    assertEquals(compute(), compute("--budget", "auto"));
    assertTrue(compute("--budget", "0.5") < compute("--budget", "0.9"));
  }

  private static void assertRefused(Path model, String problem, String... dial) {
    Run run = Run.of("transcribe", "-m", model, recording, dial[0], dial[1]);

    assertEquals(2, run.code());
    assertEquals("", run.out());
    assertTrue(run.err().contains(problem), run.err());
  }

  @Test
  void impossibleWishesAreRefused() {
    assertRefused(adaptive, "0.50, the least", "--budget", "0.2");
    assertRefused(adaptive, "auto or a fraction", "--budget", "half");
    assertRefused(adaptive, "must be a number", "--price", "NaN");
    assertRefused(dense, "not adaptive or not calibrated", "--budget", "0.5");
  }

  @Test
  void dialHasOnePosition() {
    Run run = Run.of("transcribe", "-m", adaptive, recording, "--budget", "0.5", "--price", "1");

    assertEquals(2, run.code());
  }
}
