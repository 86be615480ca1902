package dev.rubato.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rubato.engine.RandomModels;
import dev.rubato.engine.Recognizer;
import dev.rubato.engine.TestSpeech;
import dev.rubato.engine.encoder.EncoderOutput;
import dev.rubato.model.EncoderWeights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
  @TempDir static Path folder;
  private static Path model;

  @BeforeAll
  static void write() {
    model = RandomModels.write(folder.resolve("model"));
  }

  @Test
  void showsWhatTheModelIs() throws IOException {
    Run run = Run.of("inspect", "--json", model);

    assertEquals(0, run.code(), run.err());
    JsonNode facts = new JsonMapper().readTree(run.out());
    long parameters =
        EncoderWeights.shapes(RandomModels.TINY).values().stream()
            .mapToLong(shape -> Arrays.stream(shape).asLongStream().reduce(1, (a, b) -> a * b))
            .sum();
    assertEquals("random", facts.get("name").textValue());
    assertEquals(parameters, facts.get("parameters").longValue());
    assertEquals(8 * 0.04 + 0.015, facts.get("latency_seconds").doubleValue(), 1e-9);
    assertEquals("none", facts.get("provenance").get("data").textValue());
    assertEquals(0, Run.of("inspect", "-m", model).code());
  }

  @Test
  void writesTheLogProbabilitiesOfTheEncoder() throws IOException {
    float[] samples = TestSpeech.of(3.21, 4);
    Path wav = Wav.writeFloats(folder.resolve("speech.wav"), samples);
    Path npy = folder.resolve("out.npy");
    Run run = Run.of("inspect", "--model", model, "--audio", wav, "--log-probs", npy);
    assertEquals(0, run.code(), run.err());

    EncoderOutput expected;
    try (Recognizer recognizer = Recognizer.open(model)) {
      expected = recognizer.encode(samples, 0);
    }
    assertArrayEquals(expected.logProbs(), parse(npy, expected.frames(), expected.symbols()));
  }

  private static float[] parse(Path npy, int rows, int columns) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(npy)).order(ByteOrder.LITTLE_ENDIAN);
    int header = bytes.getShort(8);
    assertEquals(0, (10 + header) % 64);
    assertEquals(
        "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }".formatted(rows, columns),
        new String(bytes.array(), 10, header, StandardCharsets.US_ASCII).strip());
    float[] values = new float[rows * columns];
    bytes.position(10 + header);
    bytes.asFloatBuffer().get(values);
    assertEquals(4L * values.length, bytes.remaining());
    return values;
  }

  @Test
  void numpyReadsWhatIsWritten() throws Exception {
    Path npy = folder.resolve("numpy.npy");
    NpyFile.write(npy, new float[] {1, -2, 0.5f, 4, 5, 6.25f}, 2, 3);
    String script = "import numpy,sys; a=numpy.load(sys.argv[1]); print(a.dtype, a.tolist())";
    Process process;
    try {
      process =
          new ProcessBuilder("python3", "-c", script, npy.toString())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      process = null;
    }
    assumeTrue(process != null, "skipped: there is no python3");
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assumeTrue(process.waitFor() == 0, "skipped: python3 has no numpy");
    assertEquals("float32 [[1.0, -2.0, 0.5], [4.0, 5.0, 6.25]]", output.strip());
  }

  @Test
  void silenceShorterThanAWindowHasNoFrames() throws IOException {
    Path wav = Wav.write(folder.resolve("short.wav"), new float[100]);
    Path npy = folder.resolve("short.npy");
    Run run = Run.of("inspect", "-m", model, "--audio", wav, "--log-probs", npy);

    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("[0, 29]"), run.out());
  }

  @Test
  void optionsThatBelongTogetherAreAskedFor() {
    Run run = Run.of("inspect", "-m", model, "--audio", "x.wav");

    assertEquals(2, run.code());
    assertTrue(run.err().contains("--log-probs"), run.err());
    assertEquals(2, Run.of("inspect", "-m", model, model).code());
  }
}
