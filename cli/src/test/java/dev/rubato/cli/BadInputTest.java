package dev.rubato.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rubato.engine.RandomModels;
import dev.rubato.engine.TestSpeech;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a user may give by mistake or malice: one clear line, exit code 2, and nobody else harmed.
 */
@Timeout(60)
class BadInputTest {
  private static final Path SAMPLES = Path.of("..", "samples", "audio");

  @TempDir static Path folder;
  private static Path model;
  private static Path good;

  @BeforeAll
  static void write() throws IOException {
    model = RandomModels.write(folder.resolve("model"));
    good = Wav.write(folder.resolve("good.wav"), TestSpeech.of(3, 1));
  }

  private static void assertRefused(Path recording, String problem) {
    for (boolean stream : new boolean[] {false, true}) {
      Run run =
          stream
              ? Run.of("transcribe", "-m", model, "--stream", recording, good)
              : Run.of("transcribe", "-m", model, recording, good);
      assertEquals(2, run.code(), run.err());
      assertEquals(1, run.outLines().size(), "the other recording is transcribed");
      assertTrue(run.out().startsWith(good + ": "), run.out());
      String[] complaints =
          run.err().lines().filter(line -> line.startsWith("rubato: ")).toArray(String[]::new);
      assertEquals(1, complaints.length, run.err());
      assertTrue(complaints[0].startsWith("rubato: " + recording + ": "), complaints[0]);
      assertTrue(complaints[0].contains(problem), complaints[0]);
    }
  }

  @Test
  void missingFile() {
    assertRefused(folder.resolve("none.flac"), "no such file");
  }

  @Test
  void directory() {
    assertRefused(folder, "is a directory");
  }

  @Test
  void emptyFile() throws IOException {
    assertRefused(Files.write(folder.resolve("empty.wav"), new byte[0]), "empty");
  }

  @Test
  void textThatIsCalledAudio() throws IOException {
    Path text = Files.writeString(folder.resolve("text.wav"), "This is not a recording.\n");
    assertRefused(text, "");
  }

  @Test
  void recordingWithoutSamples() throws IOException {
    assertRefused(Wav.write(folder.resolve("nothing.wav"), new float[0]), "");
  }

  @Test
  void samplesThatAreNotNumbers() throws IOException {
    Path file = Wav.writeFloats(folder.resolve("nan.wav"), 0, 0.1f, Float.NaN, 0.2f);
    assertRefused(file, "");
  }

  @Test
  void zeroHertz() throws IOException {
    assertRefused(Wav.writeHeader(folder.resolve("still.wav"), 1, 0, 3200), "0 Hz");
  }

  @Test
  void thousandChannels() throws IOException {
    assertRefused(Wav.writeHeader(folder.resolve("crowd.wav"), 1000, 16_000, 3200), "1000");
  }

  @Test
  void headerThatPromisesGigabytesAllocatesNothingForThem() throws IOException {
    Path file = Wav.writeHeader(folder.resolve("huge.wav"), 1, 16_000, 0xfffffff0L);
    Run run = Run.of("transcribe", "--json", "-m", model, file, good);

    assertEquals(2, run.outLines().size() + (run.code() == 0 ? 0 : 1), run.err());
    assertTrue(run.code() == 0 || run.code() == 2, run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"garden-gate.flac", "weather-report.opus", "river-walk.mp3"})
  void truncatedRecording(String name) throws IOException {
    Path whole = SAMPLES.resolve(name);
    assumeTrue(Files.exists(whole), () -> "skipped: there is no " + whole);
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = folder.resolve("cut-" + name);
    Files.write(cut, Arrays.copyOf(bytes, bytes.length * 2 / 3 - 5));

    assertRefused(cut, "");
  }

  @Test
  void nameThatNoFileCanHave() {
    Run run = Run.of("transcribe", "-m", model, "a\0b.wav", good);

    assertEquals(2, run.code());
    assertEquals(1, run.outLines().size());
  }

  private static void assertModelRefused(Path broken, String problem) {
    Run run = Run.of("transcribe", "-m", broken, good);

    assertEquals(2, run.code());
    assertEquals("", run.out());
    assertEquals(1, run.errLines().size(), run.err());
    assertTrue(run.err().startsWith("rubato: "), run.err());
    assertTrue(run.err().contains(problem), run.err());
  }

  @Test
  void missingModel() {
    assertModelRefused(folder.resolve("no-model"), "no-model");
  }

  @Test
  void folderThatIsNoModel() throws IOException {
    assertModelRefused(Files.createDirectories(folder.resolve("hollow")), "model.json");
  }

  @Test
  void damagedModel() throws IOException {
    Path damaged = RandomModels.write(folder.resolve("damaged"));
    Path graph = damaged.resolve("encoder.onnx");
    byte[] bytes = Files.readAllBytes(graph);
    bytes[bytes.length / 2] ^= 0x55;
    Files.write(graph, bytes);

    assertModelRefused(damaged, "damaged");
  }

  @Test
  void modelOfALaterVersion() throws IOException {
    Path newer = RandomModels.write(folder.resolve("newer"));
    Path description = newer.resolve("model.json");
    String json = Files.readString(description);
    assertFalse(json.replaceFirst("\"format\" ?: ?1", "\"format\":99").equals(json), json);
    Files.writeString(description, json.replaceFirst("\"format\" ?: ?1", "\"format\":99"));

    assertModelRefused(newer, "99");
  }
}
