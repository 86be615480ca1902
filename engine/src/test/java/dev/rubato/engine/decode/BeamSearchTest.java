package dev.rubato.engine.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rubato.engine.CtcDecoder;
import dev.rubato.engine.FrameClock;
import dev.rubato.engine.GreedyDecoder;
import dev.rubato.engine.Word;
import dev.rubato.engine.lm.LanguageModel;
import dev.rubato.engine.lm.LmFixtures;
import dev.rubato.engine.lm.estimate.EstimatorOptions;
import dev.rubato.model.Vocabulary;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BeamSearchTest {
  private static final FrameClock CLOCK = new FrameClock(0.04, 0.0075);
  private static final BeamOptions EVERYTHING =
      new BeamOptions(10_000, 300, 100, 300, 0.7, 0.4, -1.5, -0.3, 0.8, 0.6);
  private static final Vocabulary LETTERS = Vocabulary.ofCharacters("ab");
  private static final Vocabulary PIECES =
      new Vocabulary(List.of("<blank>", "_", "_a", "ab", "b_"), "_");

  private final LanguageModel small =
      LmFixtures.estimate(
          List.of("a ab b", "ab ab a", "b a", "a a b ab", "ba"), EstimatorOptions.DEFAULT);
  private final LanguageModel large =
      LmFixtures.estimate(LmFixtures.lines("text.txt"), EstimatorOptions.DEFAULT);

  BeamSearchTest() throws IOException {}

  private static List<Hypothesis> decode(BeamSearch search, Vocabulary vocabulary, float[] frames) {
    BeamDecoder decoder = search.decoder(vocabulary, CLOCK);
    decoder.accept(frames, frames.length / vocabulary.size());
    return decoder.nBest(1000);
  }

  private static String text(CtcDecoder decoder, Vocabulary vocabulary, float[] frames) {
    decoder.accept(frames, frames.length / vocabulary.size());
    return Word.join(decoder.finish(frames.length / vocabulary.size()));
  }

  @Property(tries = 60, seed = "1")
  void addsUpAllAlignments(
      @ForAll @IntRange(min = 1, max = 6) int frames,
      @ForAll @IntRange(min = 1, max = 3) int sharpness,
      @ForAll long seed) {
    check(LETTERS, frames, sharpness, seed);
  }

  @Property(tries = 40, seed = "2")
  void addsUpAllAlignmentsOfPiecesOfWords(
      @ForAll @IntRange(min = 1, max = 5) int frames,
      @ForAll @IntRange(min = 1, max = 3) int sharpness,
      @ForAll long seed) {
    check(PIECES, frames, sharpness, seed);
  }

  private void check(Vocabulary vocabulary, int frames, int sharpness, long seed) {
    float[] logProbs = Frames.random(frames, vocabulary.size(), sharpness, seed);
    Map<String, Double> expected =
        new ExhaustiveSearch(vocabulary, small, EVERYTHING).scores(logProbs, frames);
    BeamSearch search = BeamSearch.of(vocabulary, Optional.of(small), EVERYTHING);
    List<Hypothesis> found = decode(search, vocabulary, logProbs);
    assertEquals(expected.size(), found.size());
    for (Hypothesis hypothesis : found) {
      assertEquals(expected.get(hypothesis.text()), hypothesis.score(), 1e-4, hypothesis.text());
    }
  }

  @Property(tries = 40, seed = "3")
  void noPrunedSearchBeatsTheExhaustiveOne(
      @ForAll @IntRange(min = 2, max = 6) int beam, @ForAll long seed) {
    float[] logProbs = Frames.random(6, LETTERS.size(), 2, seed);
    Map<String, Double> all = new ExhaustiveSearch(LETTERS, small, EVERYTHING).scores(logProbs, 6);
    BeamSearch search = BeamSearch.of(LETTERS, Optional.of(small), EVERYTHING.withBeam(beam));
    Hypothesis found = decode(search, LETTERS, logProbs).get(0);
    assertTrue(found.score() <= all.get(found.text()) + 1e-4);
  }

  @Test
  void widerBeamsFindBetterReadings() {
    double previous = Double.NEGATIVE_INFINITY;
    for (int beam : new int[] {2, 4, 16, 64, 256}) {
      BeamOptions options = BeamOptions.WIDE.withBeam(beam).withThreshold(40);
      BeamSearch search = BeamSearch.of(Vocabulary.ENGLISH, Optional.of(large), options);
      double sum = 0;
      for (int i = 0; i < 10; i++) {
        String text = "the quiet harbour finds the old lantern";
        float[] frames = Frames.spoken(Vocabulary.ENGLISH, text, 2.5, i);
        sum += decode(search, Vocabulary.ENGLISH, frames).get(0).score();
      }
      assertTrue(sum >= previous, beam + ": " + sum + " after " + previous);
      previous = sum;
    }
  }

  @Property(tries = 30, seed = "4")
  void resultsDoNotDependOnHowFramesAreCut(@ForAll long seed) {
    Random random = new Random(seed);
    int symbols = Vocabulary.ENGLISH.size();
    float[] frames = Frames.spoken(Vocabulary.ENGLISH, "the miller finds a stone", 2.5, seed);
    int count = frames.length / symbols;
    BeamSearch search = BeamSearch.of(Vocabulary.ENGLISH, Optional.of(large), BeamOptions.DEFAULT);
    CtcDecoder whole = search.create(Vocabulary.ENGLISH, CLOCK);
    whole.accept(frames, count);
    CtcDecoder cut = search.create(Vocabulary.ENGLISH, CLOCK);
    for (int at = 0; at < count; ) {
      int next = Math.min(count, at + 1 + random.nextInt(9));
      cut.accept(Arrays.copyOfRange(frames, at * symbols, next * symbols), next - at);
      cut.words();
      at = next;
    }
    assertEquals(whole.words(), cut.words());
    assertEquals(whole.finish(count), cut.finish(count));
  }

  @Test
  void utterancesDoNotKnowOfEachOther() {
    BeamSearch search = BeamSearch.of(Vocabulary.ENGLISH, Optional.of(large), BeamOptions.DEFAULT);
    CtcDecoder stream = search.create(Vocabulary.ENGLISH, CLOCK);
    long at = 0;
    for (int i = 0; i < 5; i++) {
      float[] frames = Frames.spoken(Vocabulary.ENGLISH, "the river follows a doctor", 2.5, i);
      int count = frames.length / Vocabulary.ENGLISH.size();
      CtcDecoder alone = search.create(Vocabulary.ENGLISH, CLOCK);
      alone.accept(frames, count);
      stream.accept(frames, count);
      at += count;
      List<Word> words = stream.finish(at);
      List<Word> expected = alone.finish(count);
      assertEquals(Word.join(expected), Word.join(words));
      double offset = CLOCK.start(at - count) - CLOCK.start(0);
      assertEquals(expected.get(0).start() + offset, words.get(0).start(), 1e-9);
    }
  }

  @Test
  void aSymbolThatSoundsAcrossTheEndIsNotHeardTwice() {
    BeamSearch search = BeamSearch.of(LETTERS, Optional.empty(), BeamOptions.DEFAULT);
    CtcDecoder decoder = search.create(LETTERS, CLOCK);
    float[] a = {-9f, -9f, -0.001f, -9f};
    float[] blank = {-0.001f, -9f, -9f, -9f};
    decoder.accept(a, 1);
    assertEquals("a", Word.join(decoder.finish(1)));
    decoder.accept(a, 1);
    decoder.accept(blank, 1);
    assertEquals("", Word.join(decoder.finish(3)));
    decoder.accept(a, 1);
    assertEquals("a", Word.join(decoder.finish(4)));
  }

  @Test
  void theLanguageModelMendsWhatIsMisheard() {
    BeamSearch search = BeamSearch.of(Vocabulary.ENGLISH, Optional.of(large), BeamOptions.DEFAULT);
    String text = "the quiet gardener repairs a window";
    int greedyErrors = 0;
    int beamErrors = 0;
    for (int i = 0; i < 30; i++) {
      float[] frames = Frames.spoken(Vocabulary.ENGLISH, text, 2.3, i);
      CtcDecoder greedy = new GreedyDecoder(Vocabulary.ENGLISH, CLOCK);
      greedyErrors += text.equals(text(greedy, Vocabulary.ENGLISH, frames)) ? 0 : 1;
      CtcDecoder beam = search.create(Vocabulary.ENGLISH, CLOCK);
      beamErrors += text.equals(text(beam, Vocabulary.ENGLISH, frames)) ? 0 : 1;
    }
    assertTrue(greedyErrors > 25, "greedy " + greedyErrors);
    assertTrue(beamErrors < 15, "beam " + beamErrors);
  }

  @Test
  void wordsThatTheLanguageModelDoesNotKnowComeOut() {
    BeamSearch search = BeamSearch.of(Vocabulary.ENGLISH, Optional.of(large), BeamOptions.DEFAULT);
    String text = "the zyzzyva finds the harbour";
    float[] frames = Frames.spoken(Vocabulary.ENGLISH, text, 0.5, 1);
    assertEquals(text, text(search.create(Vocabulary.ENGLISH, CLOCK), Vocabulary.ENGLISH, frames));
  }

  @Test
  void withoutLanguageModelClearSpeechIsSpelledAsItIs() {
    BeamSearch search = BeamSearch.of(Vocabulary.ENGLISH, Optional.empty(), BeamOptions.DEFAULT);
    String text = "qwx jkz a brrr";
    float[] frames = Frames.spoken(Vocabulary.ENGLISH, text, 0.5, 2);
    assertEquals(text, text(search.create(Vocabulary.ENGLISH, CLOCK), Vocabulary.ENGLISH, frames));
  }

  @Test
  void aBeamOfOneIsTheBestPath() {
    BeamSearch search =
        BeamSearch.of(Vocabulary.ENGLISH, Optional.of(large), BeamOptions.DEFAULT.withBeam(1));
    float[] frames = Frames.spoken(Vocabulary.ENGLISH, "the old market", 2.5, 3);
    assertEquals(
        text(new GreedyDecoder(Vocabulary.ENGLISH, CLOCK), Vocabulary.ENGLISH, frames),
        text(search.create(Vocabulary.ENGLISH, CLOCK), Vocabulary.ENGLISH, frames));
  }

  @Test
  void timesAndConfidencesOfClearSpeechAreThoseOfTheBestPath() {
    BeamSearch search = BeamSearch.of(Vocabulary.ENGLISH, Optional.of(large), BeamOptions.DEFAULT);
    for (int i = 0; i < 5; i++) {
      float[] frames = Frames.spoken(Vocabulary.ENGLISH, "the harbour finds a letter", 0.7, i);
      int count = frames.length / Vocabulary.ENGLISH.size();
      CtcDecoder greedy = new GreedyDecoder(Vocabulary.ENGLISH, CLOCK);
      greedy.accept(frames, count);
      CtcDecoder beam = search.create(Vocabulary.ENGLISH, CLOCK);
      beam.accept(frames, count);
      assertEquals(greedy.finish(count), beam.finish(count));
    }
  }

  @Test
  void forgettingUnusedPrefixesChangesNothing() {
    BeamSearch search = BeamSearch.of(Vocabulary.ENGLISH, Optional.of(large), BeamOptions.DEFAULT);
    String text =
        "the quiet harbour finds the old lantern and a doctor paints the valley ".repeat(20);
    float[] frames = Frames.spoken(Vocabulary.ENGLISH, text.strip(), 2.3, 4);
    int count = frames.length / Vocabulary.ENGLISH.size();
    BeamDecoder tight = search.decoder(Vocabulary.ENGLISH, CLOCK, true, 4);
    BeamDecoder roomy = search.decoder(Vocabulary.ENGLISH, CLOCK, true, 1 << 22);
    tight.accept(frames, count);
    roomy.accept(frames, count);
    assertEquals(roomy.finish(count), tight.finish(count));
  }

  @Test
  void impossibleFramesAreSurvived() {
    BeamSearch search = BeamSearch.of(Vocabulary.ENGLISH, Optional.of(large), BeamOptions.DEFAULT);
    int symbols = Vocabulary.ENGLISH.size();
    for (float value : new float[] {Float.NaN, Float.NEGATIVE_INFINITY, 0, -200}) {
      CtcDecoder decoder = search.create(Vocabulary.ENGLISH, CLOCK);
      float[] bad = new float[3 * symbols];
      Arrays.fill(bad, value);
      decoder.accept(bad, 3);
      decoder.words();
      decoder.finish(3);
      float[] frames = Frames.spoken(Vocabulary.ENGLISH, "the harbour", 0.5, 5);
      assertEquals("the harbour", text(decoder, Vocabulary.ENGLISH, frames));
    }
  }

  @Test
  void silenceHasNoWords() {
    BeamSearch search = BeamSearch.of(Vocabulary.ENGLISH, Optional.of(large), BeamOptions.DEFAULT);
    CtcDecoder decoder = search.create(Vocabulary.ENGLISH, CLOCK);
    float[] blank = new float[Vocabulary.ENGLISH.size()];
    Arrays.fill(blank, -10);
    blank[0] = -0.001f;
    for (int t = 0; t < 1000; t++) {
      decoder.accept(blank, 1);
    }
    assertEquals(List.of(), decoder.finish(1000));
  }

  @Test
  void anotherVocabularyIsRefused() {
    BeamSearch search = BeamSearch.of(LETTERS, Optional.of(small), BeamOptions.DEFAULT);
    assertThrows(IllegalArgumentException.class, () -> search.create(Vocabulary.ENGLISH, CLOCK));
  }

  @Test
  void wordsInAnotherCaseAreKnown() throws IOException {
    LanguageModel upper =
        LmFixtures.estimate(
            LmFixtures.lines("text.txt").stream()
                .map(line -> line.toUpperCase(java.util.Locale.ROOT))
                .toList(),
            EstimatorOptions.DEFAULT);
    BeamSearch search = BeamSearch.of(Vocabulary.ENGLISH, Optional.of(upper), BeamOptions.DEFAULT);
    float[] frames = Frames.spoken(Vocabulary.ENGLISH, "the quiet gardener repairs a window", 2, 6);
    assertEquals(
        "the quiet gardener repairs a window",
        text(search.create(Vocabulary.ENGLISH, CLOCK), Vocabulary.ENGLISH, frames));
  }
}
