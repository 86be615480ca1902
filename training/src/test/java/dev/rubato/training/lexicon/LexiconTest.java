package dev.rubato.training.lexicon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rubato.training.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LexiconTest {
  @TempDir private Path folder;

  private final Lexicon lexicon =
      new Lexicon(new TreeMap<>(Map.of("two", List.of("t", "u:"), "a", List.of("eI"))));

  @Test
  void isWrittenSortedAndReadBack() throws IOException {
    Path file = folder.resolve("made/lexicon.txt");
    lexicon.write(file);
    assertEquals("a\teI\ntwo\tt u:\n", Files.readString(file));
    assertEquals(lexicon, Lexicon.read(file));
  }

  @Test
  void countsPhones() {
    assertEquals(Map.of("t", 1, "u:", 1, "eI", 1), lexicon.phoneCounts());
  }

  @ParameterizedTest
  @ValueSource(strings = {"two", "two\t", "\tt u:", ""})
  void malformedLinesAreNamed(String line) throws IOException {
    Path file = Files.writeString(folder.resolve("lexicon.txt"), "a\teI\n" + line + "\n");
    var failure = assertThrows(BadInputException.class, () -> Lexicon.read(file));
    assertTrue(failure.getMessage().contains("lexicon.txt:2:"), failure::getMessage);
  }

  @Test
  void wordsMayNotRepeat() throws IOException {
    Path file = Files.writeString(folder.resolve("lexicon.txt"), "a\teI\na\t@\n");
    assertThrows(BadInputException.class, () -> Lexicon.read(file));
  }
}
