package dev.rubato.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rubato.engine.encoder.EncoderOutput;
import dev.rubato.model.Vocabulary;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreedyDecoderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hheelllloo      | helo
          hel_lo          | hello
          __a__ __b_      | a b
          _a  _ _b        | a b
          ____            | ''
          'a b '          | a b
          """)
  void mergesRepetitionsAndRemovesBlanks(String script, String text) {
    GreedyDecoder decoder = new GreedyDecoder(Vocabulary.ENGLISH, ScriptedFrames.CLOCK);
    decoder.accept(ScriptedFrames.of(script).logProbs(), script.length());

    assertEquals(text, Word.join(decoder.words()));
    assertEquals(text, Word.join(decoder.finish(script.length())));
  }

  @Test
  void wordsSpanTheFramesOfTheirSymbols() {
    GreedyDecoder decoder = new GreedyDecoder(Vocabulary.ENGLISH, ScriptedFrames.CLOCK);
    decoder.accept(ScriptedFrames.of("__aa_b__ _cc").logProbs(), 12);

    List<Word> words = decoder.words();

    assertEquals(0.08, words.get(0).start(), 1e-9);
    assertEquals(0.24, words.get(0).end(), 1e-9);
    assertEquals(0.40, words.get(1).start(), 1e-9);
    assertEquals(0.48, words.get(1).end(), 1e-9);
    assertEquals(0.8, words.get(0).confidence(), 1e-6);
  }

  @Test
  void nextUtteranceBeginsWhereItIsTold() {
    GreedyDecoder decoder = new GreedyDecoder(Vocabulary.ENGLISH, ScriptedFrames.CLOCK);
    decoder.accept(ScriptedFrames.of("a_").logProbs(), 2);
    decoder.finish(100);
    decoder.accept(ScriptedFrames.of("_b").logProbs(), 2);

    assertEquals(List.of(new Word("b", 4.04, 4.08, 0.8f)), rounded(decoder.words()));
  }

  @Test
  void symbolThatGoesOnAfterTheEndOfAnUtteranceIsNotHeardTwice() {
    GreedyDecoder decoder = new GreedyDecoder(Vocabulary.ENGLISH, ScriptedFrames.CLOCK);
    decoder.accept(ScriptedFrames.of("_aa").logProbs(), 3);

    assertEquals("a", Word.join(decoder.finish(3)));
    decoder.accept(ScriptedFrames.of("a_b").logProbs(), 3);

    assertEquals("b", Word.join(decoder.words()));
  }

  private static List<Word> rounded(List<Word> words) {
    return words.stream()
        .map(
            word ->
                new Word(
                    word.text(),
                    Math.round(word.start() * 1000) / 1000.0,
                    Math.round(word.end() * 1000) / 1000.0,
                    (float) word.confidence()))
        .toList();
  }

  @Property(seed = "6", tries = 300)
  void cutsDoNotMatter(
      @ForAll @Chars({'a', 'b', '_', ' '}) @StringLength(max = 40) String script,
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 9) Integer> sizes) {
    GreedyDecoder whole = new GreedyDecoder(Vocabulary.ENGLISH, ScriptedFrames.CLOCK);
    whole.accept(ScriptedFrames.of(script).logProbs(), script.length());
    GreedyDecoder pieces = new GreedyDecoder(Vocabulary.ENGLISH, ScriptedFrames.CLOCK);
    for (int at = 0, i = 0; at < script.length(); i++) {
      int end = Math.min(script.length(), at + sizes.get(i % sizes.size()));
      EncoderOutput part = ScriptedFrames.of(script.substring(at, end));
      pieces.accept(part.logProbs(), part.frames());
      pieces.words();
      at = end;
    }

    assertEquals(whole.words(), pieces.words());
    assertEquals(naive(script), Word.join(pieces.finish(script.length())));
  }

  private static String naive(String script) {
    String merged = script.replaceAll("(.)\\1+", "$1").replace("_", "");
    return String.join(
        " ", Arrays.stream(merged.split(" ")).filter(word -> !word.isEmpty()).toList());
  }
}
