package dev.rubato.cli.lm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rubato.cli.Rubato;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class LmCommandTest {
  @TempDir private Path folder;
  private String out;
  private String err;
  private Path text;

  private int run(Object... arguments) {
    StringWriter data = new StringWriter();
    StringWriter talk = new StringWriter();
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    int code = Rubato.run(new PrintWriter(data), new PrintWriter(talk, true), words);
    out = data.toString();
    err = talk.toString();
    return code;
  }

  @BeforeEach
  void writeText() throws IOException {
    Random random = new Random(5);
    String[] words = "red green blue one two three boxes of tea and coffee".split(" ");
    StringBuilder sentences = new StringBuilder();
    for (int line = 0; line < 200; line++) {
      for (int i = 2 + random.nextInt(6); i > 0; i--) {
        sentences
            .append(words[(int) (words.length * Math.pow(random.nextDouble(), 2))])
            .append(' ');
      }
      sentences.append('\n');
    }
    text = Files.writeString(folder.resolve("text.txt"), sentences);
  }

  private double perplexity(Path model, Path file) throws IOException {
    assertEquals(0, run("lm", "perplexity", "-m", model, file, "--json"), err);
    JsonNode result = JsonMapper.builder().build().readTree(out);
    return result.get("all").get("perplexity").doubleValue();
  }

  @Test
  void buildsTheSameModelFromAnyPackingOfTheText() throws IOException {
    byte[] plain = Files.readAllBytes(text);
    Path gzip = folder.resolve("text.a");
    try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      packed.write(plain);
    }
    Path xz = folder.resolve("text.b");
    try (OutputStream packed = new XZOutputStream(Files.newOutputStream(xz), new LZMA2Options())) {
      packed.write(plain);
    }
    Path expected = folder.resolve("plain.arpa");
    assertEquals(0, run("lm", "build", text, "-o", expected), err);
    assertEquals("", out);
    for (Path packed : new Path[] {gzip, xz}) {
      Path model = folder.resolve("packed.arpa");
      assertEquals(0, run("lm", "build", packed, "-o", model), err);
      assertEquals(-1, Files.mismatch(expected, model));
    }
  }

  @Test
  void convertsThereAndBack() throws IOException {
    Path arpa = folder.resolve("lm.arpa.gz");
    Path binary = folder.resolve("lm.bin");
    Path again = folder.resolve("again.arpa");
    assertEquals(0, run("lm", "build", text, "-o", arpa, "--order", 4), err);
    assertEquals(0, run("lm", "convert", arpa, binary, "--bits", 16), err);
    assertEquals(0, run("lm", "convert", binary, again), err);
    double expected = perplexity(arpa, text);
    assertEquals(expected, perplexity(binary, text), 1e-3);
    assertEquals(expected, perplexity(again, text), 1e-3);
  }

  @Test
  void pruningMakesModelsSmaller() throws IOException {
    Path whole = folder.resolve("whole.bin");
    Path pruned = folder.resolve("pruned.bin");
    assertEquals(0, run("lm", "build", text, "-o", whole), err);
    assertEquals(0, run("lm", "build", text, "-o", pruned, "--prune", "1e-4"), err);
    assertTrue(Files.size(pruned) < Files.size(whole));
    assertTrue(perplexity(pruned, text) > perplexity(whole, text));
  }

  @Test
  void measuresTranscriptsPerCorpus() throws IOException {
    Path model = folder.resolve("lm.bin");
    assertEquals(0, run("lm", "build", text, "-o", model), err);
    Path manifest =
        Files.writeString(
            folder.resolve("dev.jsonl"),
            """
            {"audio_filepath": "a.wav", "text": "Red tea, and coffee.", "corpus": "kitchen"}
            {"audio_filepath": "b.wav", "text": "two purple boxes", "corpus": "hall"}
            """);
    assertEquals(0, run("lm", "perplexity", "-m", model, "--manifest", manifest), err);
    assertTrue(out.contains("kitchen: 1 sentences, 4 words, 0 unknown"), out);
    assertTrue(out.contains("hall: 1 sentences, 3 words, 1 unknown"), out);
    assertTrue(out.contains("all: 2 sentences, 7 words, 1 unknown"), out);
  }

  @Test
  void saysWhatIsWrongInOneLine() throws IOException {
    Path model = folder.resolve("lm.bin");
    Path noText = Files.writeString(folder.resolve("empty.txt"), "\n");
    Path noModel = Files.write(folder.resolve("noise.bin"), "noise".getBytes(UTF_8));
    Path missing = folder.resolve("missing");
    failsWith("no such file", "lm", "build", missing, "-o", model);
    failsWith("is a directory", "lm", "build", folder, "-o", model);
    failsWith("there is no text", "lm", "build", noText, "-o", model);
    failsWith("order must be between 1 and 6", "lm", "build", text, "-o", model, "-n", 9);
    failsWith("cutoffs must not fall", "lm", "build", text, "-o", model, "--cutoffs", "0,2,1");
    failsWith("--bits must be", "lm", "build", text, "-o", model, "--bits", 40);
    failsWith("cannot be written", "lm", "build", text, "-o", missing.resolve("lm.bin"));
    failsWith("no such file", "lm", "perplexity", "-m", missing, text);
    failsWith("cut off or is no ARPA file", "lm", "perplexity", "-m", noModel, text);
    failsWith("no such file", "lm", "convert", missing, model);
    assertTrue(Files.notExists(model));
    try (var files = Files.list(folder)) {
      assertEquals(3, files.count());
    }
  }

  private void failsWith(String message, Object... arguments) {
    assertEquals(2, run(arguments), err);
    assertTrue(err.contains(message), err);
    assertTrue(err.lines().filter(line -> line.startsWith("rubato: ")).count() <= 1, err);
  }

  @Test
  void helpHasExamples() {
    for (String command : new String[] {"build", "perplexity", "convert"}) {
      assertEquals(0, run("lm", command, "--help"));
      assertTrue(out.contains("Examples:"), out);
    }
  }
}
