package dev.rubato.engine.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {
  @TempDir Path folder;

  @Test
  void readsAllFieldsAndSkipsOthers() throws IOException {
    List<ManifestEntry> entries =
        read(
            """
            {"audio_filepath": "a/b.flac", "duration": 1.5, "text": "hello", "speaker": "s", "corpus": "c", "x": [1]}

            {"text": "", "audio_filepath": "/data/d.wav"}
            """);

    assertEquals(
        List.of(
            new ManifestEntry(
                folder.resolve("a/b.flac"), OptionalDouble.of(1.5), "hello", "s", "c"),
            new ManifestEntry(Path.of("/data/d.wav"), OptionalDouble.empty(), "", "", "")),
        entries);
  }

  @Test
  void toleratesAByteOrderMark() throws IOException {
    assertEquals(1, read("\uFEFF{\"audio_filepath\": \"a.wav\", \"text\": \"a\"}").size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"audio_filepath": "a.wav"}                                   | "text" is missing
          {"text": "a"}                                                 | "audio_filepath" is missing
          {"audio_filepath": 3, "text": "a"}                            | should be a string, but is 3
          {"audio_filepath": "a.wav", "text": "a", "duration": "long"}  | should be a number of seconds
          {"audio_filepath": "a.wav", "text": "a", "duration": -1}      | should be a number of seconds
          [1, 2]                                                        | not a JSON object
          audio.wav hello                                               | not JSON
          {"audio_filepath": "a.wav", "text": "a"} {}                   | not JSON
          """)
  void saysWhichLineIsWrongAndWhy(String line, String problem) {
    String good = "{\"audio_filepath\": \"a.wav\", \"text\": \"a\"}\n";

    ManifestException thrown = assertThrows(ManifestException.class, () -> read(good + line));

    assertTrue(thrown.getMessage().contains("manifest.jsonl:2: "), thrown.getMessage());
    assertTrue(thrown.getMessage().contains(problem), thrown.getMessage());
  }

  @Test
  void saysWhatIsWrongWithTheFile() throws IOException {
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

    assertProblem(folder.resolve("none.jsonl"), "no such file");
    assertProblem(folder, "is a directory");
    assertProblem(Files.createFile(folder.resolve("empty")), "no entries");
    assertProblem(binary, "not UTF-8");
  }

  private static void assertProblem(Path manifest, String problem) {
    ManifestException thrown =
        assertThrows(ManifestException.class, () -> ManifestReader.read(manifest));
    assertTrue(thrown.getMessage().startsWith(manifest.toString()), thrown.getMessage());
    assertTrue(thrown.getMessage().contains(problem), thrown.getMessage());
  }

  private List<ManifestEntry> read(String content) throws IOException {
    return ManifestReader.read(Files.writeString(folder.resolve("manifest.jsonl"), content));
  }
}
