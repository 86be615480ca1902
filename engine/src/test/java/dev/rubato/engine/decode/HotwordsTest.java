package dev.rubato.engine.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rubato.engine.CtcDecoder;
import dev.rubato.engine.FrameClock;
import dev.rubato.engine.Word;
import dev.rubato.engine.decode.Hotwords.Reason;
import dev.rubato.engine.decode.Hotwords.Rejected;
import dev.rubato.engine.lm.LanguageModel;
import dev.rubato.engine.lm.LmFixtures;
import dev.rubato.engine.lm.estimate.EstimatorOptions;
import dev.rubato.model.Vocabulary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HotwordsTest {
  private static final FrameClock CLOCK = new FrameClock(0.04, 0.0075);
  private final BeamSearch search;

  HotwordsTest() throws IOException {
    LanguageModel model =
        LmFixtures.estimate(LmFixtures.lines("text.txt"), EstimatorOptions.DEFAULT);
    search = BeamSearch.of(Vocabulary.ENGLISH, Optional.of(model), BeamOptions.DEFAULT);
  }

  private Hotwords compile(String... phrases) {
    return search.compile(List.of(phrases).stream().map(Hotword::new).toList());
  }

  private String decode(BeamSearch used, float[] frames) {
    CtcDecoder decoder = used.create(Vocabulary.ENGLISH, CLOCK);
    int count = frames.length / Vocabulary.ENGLISH.size();
    decoder.accept(frames, count);
    return Word.join(decoder.finish(count));
  }

  private int found(BeamSearch used, String text, String wanted, double noise) {
    int found = 0;
    for (int i = 0; i < 20; i++) {
      float[] frames = Frames.spoken(Vocabulary.ENGLISH, text, noise, i);
      found += (" " + decode(used, frames) + " ").contains(" " + wanted + " ") ? 1 : 0;
    }
    return found;
  }

  @Test
  void unknownNamesAreFoundMoreOften() {
    String text = "the quiet harbour finds shimerda";
    int without = found(search, text, "shimerda", 1.9);
    int with = found(search.with(compile("Shimerda")), text, "shimerda", 1.9);
    assertTrue(with >= without + 5, without + " -> " + with);
  }

  @Test
  void phrasesThatAreNotSaidDoNotAppear() {
    String text = "the quiet harbour finds a lantern";
    BeamSearch biased =
        search.with(compile("Shimerda", "New Amsterdam", "the quite harper", "lanterns"));
    assertEquals(20, found(biased, text, text, 1.2));
  }

  @Test
  void thousandsOfPhrasesWorkLikeFew() {
    Random random = new Random(9);
    List<Hotword> many = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      StringBuilder name = new StringBuilder();
      for (int length = 4 + random.nextInt(12); length > 0; length--) {
        name.append((char) ('a' + random.nextInt(26)));
      }
      many.add(new Hotword(name.toString()));
    }
    many.add(new Hotword("Shimerda"));
    Hotwords compiled = search.compile(many);
    assertEquals(List.of(), compiled.rejected());
    assertTrue(compiled.used() > 4990);
    String text = "the quiet harbour finds shimerda";
    int few = found(search.with(compile("Shimerda")), text, "shimerda", 1.5);
    assertTrue(found(search.with(compiled), text, "shimerda", 1.5) >= few - 1);
  }

  @Test
  void negativeWeightsSuppress() {
    String text = "the quiet harbour finds a doctor";
    Hotwords banned = search.compile(List.of(new Hotword("Doctor", -5)));
    assertEquals(20, found(search, text, "doctor", 1.2));
    assertEquals(0, found(search.with(banned), text, "doctor", 1.2));
  }

  @Test
  void anyWritingOfAPhraseWorks() {
    for (String written :
        List.of("O\u2019Brien", "o'brien", "O'BRIEN", " \"O'Brien\", ", "'o'brien'")) {
      assertEquals(List.of(), compile(written).rejected(), written);
    }
    assertEquals(
        List.of(),
        compile("Jean-Luc Picard", "Beyonc\u00e9", "Stra\u00dfe".replace("\u00df", "ss"))
            .rejected());
    assertEquals(1, compile("New York", "new york", "NEW-YORK").used());
  }

  @Test
  void whatCannotBeUsedIsReported() {
    Hotwords compiled =
        search.compile(
            List.of(
                new Hotword("fine"),
                new Hotword(" ... "),
                new Hotword(null),
                new Hotword("B2B"),
                new Hotword("\u03b1\u03b2\u03b3"),
                new Hotword("heavy", 11),
                new Hotword("heavy", Double.NaN),
                new Hotword("x".repeat(300))));
    assertEquals(1, compiled.used());
    assertEquals(
        List.of(
            Reason.EMPTY,
            Reason.EMPTY,
            Reason.UNWRITABLE,
            Reason.UNWRITABLE,
            Reason.WEIGHT,
            Reason.WEIGHT,
            Reason.TOO_LONG),
        compiled.rejected().stream().map(Rejected::reason).toList());
    Rejected digits = compiled.rejected().get(2);
    assertEquals("B2B", digits.phrase());
    assertTrue(
        digits.message().contains("'2'; write numbers as they are spoken"), digits.message());
  }

  @Test
  void aFloodOfPhrasesIsCutOff() {
    List<Hotword> flood = new ArrayList<>();
    for (int i = 0; i < Hotwords.MAX_PHRASES + 7; i++) {
      flood.add(
          new Hotword(
              Integer.toString(i, 26)
                  .replaceAll("[0-9]", "z$0")
                  .chars()
                  .mapToObj(c -> String.valueOf((char) (c <= '9' ? 'q' + c - '0' : c)))
                  .reduce("", String::concat)));
    }
    Hotwords compiled = search.compile(flood);
    assertEquals(Hotwords.MAX_PHRASES, compiled.used());
    assertEquals(Reason.TOO_MANY, compiled.rejected().get(0).reason());
  }

  @Test
  void hostileListsDoNotInventWords() {
    List<Hotword> hostile = new ArrayList<>();
    for (int i = 1; i <= 150; i++) {
      hostile.add(new Hotword("a".repeat(i)));
      hostile.add(new Hotword("a ".repeat(Math.min(i, 99))));
    }
    BeamSearch biased = search.with(search.compile(hostile));
    float[] frames = Frames.spoken(Vocabulary.ENGLISH, "the quiet harbour finds the miller", 1, 1);
    assertEquals("the quiet harbour finds the miller", decode(biased, frames));
  }
}
