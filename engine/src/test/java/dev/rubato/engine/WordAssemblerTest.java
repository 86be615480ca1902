package dev.rubato.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rubato.model.Vocabulary;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordAssemblerTest {
  private static final Vocabulary PIECES =
      new Vocabulary(List.of("<blank>", "▁", "▁th", "e", "cat▁", "s", "▁of▁the▁"), "▁");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2 3         | the
          2 3 2 3     | the the
          4 5         | cat s
          1 5 1 5     | s s
          3 6 4       | e of the cat
          1 1         | ''
          """)
  void delimitersMayStandAnywhereInSymbols(String symbols, String text) {
    WordAssembler assembler = new WordAssembler(PIECES, ScriptedFrames.CLOCK);
    long frame = 0;
    for (String symbol : symbols.split(" ", -1)) {
      assembler.add(Integer.parseInt(symbol), frame, frame, -0.1);
      frame++;
    }

    assertEquals(text, Word.join(assembler.words()));
  }
}
