package dev.rubato.training.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rubato.engine.score.ManifestException;
import dev.rubato.training.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordListTest {
  @TempDir private Path folder;
  private final WordList words = new WordList();

  @Test
  void collectsFromManifestsAndText() throws IOException {
    words.addFile(
        Files.writeString(
            folder.resolve("m.jsonl"),
            "{\"audio_filepath\": \"a.wav\", \"text\": \"to be or\"}\n\n{\"audio_filepath\": \"b.wav\", \"text\": \"not to be\"}\n"));
    words.addFile(Files.writeString(folder.resolve("t.txt"), "That is it.\nRoom 101\n"));
    assertEquals(List.of("be", "is", "it", "not", "or", "that", "to"), List.copyOf(words.words()));
    assertEquals(1, words.skippedLines());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"audio_filepath\": \"a\"}", "to be", "[]", "{\"text\": "})
  void malformedManifestLinesAreNamed(String line) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("m.jsonl"),
            "{\"audio_filepath\": \"a.wav\", \"text\": \"a\"}\n" + line + "\n");
    var failure = assertThrows(ManifestException.class, () -> words.addFile(file));
    assertTrue(failure.getMessage().contains("m.jsonl:2:"), failure::getMessage);
  }

  @Test
  void recordingsAreNoText() throws IOException {
    Path file = Files.write(folder.resolve("a.wav"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    assertThrows(BadInputException.class, () -> words.addFile(file));
  }
}
