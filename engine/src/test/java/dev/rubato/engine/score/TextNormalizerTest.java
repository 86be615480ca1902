package dev.rubato.engine.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextNormalizerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Hello,  World!            | hello world
          don't  DON’T              | don't don't
          'quoted' words'           | quoted words
          9 P.M.                    | 9 p m
          well-known                | well known
          Straße ÉTÉ                | straße été
          Γειά σου, Κόσμε.          | γειά σου κόσμε
          mr fox                    | mr fox
          """)
  void plainDropsCaseAndPunctuation(String text, String expected) {
    assertEquals(expected, TextNormalizer.PLAIN.apply(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Mr. Fox and Mrs. Fox      | mister fox and missus fox
          mister fox                | mister fox
          Dr. No                    | doctor no
          """)
  void englishWritesTitlesOut(String text, String expected) {
    assertEquals(expected, TextNormalizer.ENGLISH.apply(text));
  }
}
