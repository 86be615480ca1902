package dev.rubato.training.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rubato.training.lexicon.EspeakPhonemizer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SynthesizeCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path text;

  @BeforeEach
  void writeText() throws Exception {
    text = Files.writeString(folder.resolve("text.txt"), "Good morning to you.\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--hours 0",
        "--hours -1",
        "--hours NaN",
        "--hours many",
        "--hours 1 --jobs 0",
        "--hours 1 --espeak-share -1",
        "--hours 1 --espeak-share 0 --flite-share 0",
        "--hours 1 --flite-share NaN",
        ""
      })
  void badNumbersAreRefused(String options) {
    assertEquals(2, run(text, options));
    assertTrue(err.toString().lines().findFirst().isPresent());
    assertTrue(!err.toString().contains("\tat "), err::toString);
  }

  @Test
  void textThatCannotBeSpokenIsRefused() throws Exception {
    needEspeak();
    String options = "--hours 0.001 --flite-share 0";
    assertEquals(2, run(folder.resolve("absent.txt"), options));
    assertEquals(2, run(folder, options));
    assertEquals(2, run(Files.writeString(folder.resolve("n.txt"), "room 101\nword\n"), options));
    assertEquals(2, run(Files.write(folder.resolve("b.txt"), new byte[] {(byte) 0xff}), options));
  }

  @Test
  void reportsWhatWasMade() throws Exception {
    needEspeak();
    assertEquals(0, run(text, "--hours 0.001 --flite-share 0 --json"), err::toString);
    JsonNode result = new ObjectMapper().readTree(out.toString());
    assertTrue(result.get("hours").doubleValue() >= 0.001, result::toString);
    assertEquals(
        List.of("espeak"), result.get("corpora").propertyStream().map(e -> e.getKey()).toList());
  }

  private static void needEspeak() throws InterruptedException {
    assumeTrue(EspeakPhonemizer.ESPEAK.isInstalled(), "skipped: espeak-ng is not installed");
  }

  private int run(Path input, String options) {
    String line = "synthesize --text " + input + " -o " + folder.resolve("speech") + " " + options;
    return TrainingMain.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(line.trim().split(" +"));
  }
}
