package dev.rubato.training.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          so it goes                    | so it goes
          Well - “so it goes”, he said. | well so it goes he said
          It’s 'fine', isn't it?        | it's fine isn't it
          the customers' names          | the customers' names
          CAFÉ au  lait                 | cafe au lait
          rock 'n' roll '               | rock 'n' roll
          """)
  void becomesLowerCaseLettersApostrophesAndSingleSpaces(String line, String plain) {
    assertEquals(Optional.of(plain), PlainText.of(line));
  }

  @ParameterizedTest
  @ValueSource(strings = {"room 101", "Größe", "мир", "", "...", "'"})
  void whatCannotBeSpelledOutIsNothing(String line) {
    assertEquals(Optional.empty(), PlainText.of(line));
  }
}
