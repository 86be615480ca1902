package dev.rubato.engine.lm.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rubato.engine.lm.LanguageModel;
import dev.rubato.engine.lm.LanguageModelException;
import dev.rubato.engine.lm.LmFixtures;
import dev.rubato.engine.lm.NaiveArpa;
import dev.rubato.engine.lm.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NgramEstimatorTest {
  private static final EstimatorOptions OPTIONS = EstimatorOptions.DEFAULT;

  private static NaiveArpa estimated(List<String> text, EstimatorOptions options)
      throws IOException {
    NaiveArpa model = new NaiveArpa();
    LmFixtures.estimate(text, options, model);
    return model;
  }

  private static void assertSame(String golden, NaiveArpa actual) throws IOException {
    NaiveArpa expected = new NaiveArpa();
    LmFixtures.arpa(golden, expected);
    assertEquals(expected.logProbs.keySet(), actual.logProbs.keySet());
    for (String ngram : expected.logProbs.keySet()) {
      if (!ngram.equals(LanguageModel.START)) {
        assertEquals(expected.logProbs.get(ngram), actual.logProbs.get(ngram), 2e-6, ngram);
      }
      assertEquals(expected.backoffs.get(ngram), actual.backoffs.get(ngram), 2e-6, ngram);
    }
  }

  @Test
  void givesTheTrigramsOfAnIndependentToolkit() throws IOException {
    assertSame("order3.arpa.gz", estimated(LmFixtures.lines("text.txt"), OPTIONS));
  }

  @Test
  void givesThe5gramsOfAnIndependentToolkitWithCutoffs() throws IOException {
    EstimatorOptions options = OPTIONS.withOrder(5).withCutoffs(List.of(0, 0, 1));
    assertSame("order5-cutoffs.arpa.gz", estimated(LmFixtures.lines("text.txt"), options));
  }

  @Test
  void assumesDiscountsForTinyTextsAsAnIndependentToolkitDoes() throws IOException {
    List<String> text = LmFixtures.lines("text.txt").subList(0, 12);
    assertSame("order2-tiny.arpa.gz", estimated(text, OPTIONS.withOrder(2)));
  }

  @Test
  void givesTheSameModelWhenMemoryIsShort() throws IOException {
    List<String> text = LmFixtures.lines("text.txt");
    NaiveArpa roomy = estimated(text, OPTIONS);
    NaiveArpa tight = estimated(text, OPTIONS.withMemoryBytes(1 << 16));
    assertEquals(roomy.logProbs, tight.logProbs);
    assertEquals(roomy.backoffs, tight.backoffs);
  }

  @Test
  void probabilitiesOfEveryContextAddUpToOne() throws IOException {
    LanguageModel model = LmFixtures.estimate(LmFixtures.lines("text.txt"), OPTIONS.withOrder(4));
    Random random = new Random(3);
    for (int sample = 0; sample < 200; sample++) {
      int state = random.nextBoolean() ? model.startState() : model.emptyState();
      for (int i = random.nextInt(5); i > 0; i--) {
        state = Score.state(model.score(state, random.nextInt(model.size())));
      }
      double sum = 0;
      for (int word = 0; word < model.size(); word++) {
        sum += Math.exp(Score.logProb(model.score(state, word)));
      }
      assertEquals(1, sum, 1e-4);
    }
  }

  @Test
  void leftOutWordsCountAsUnknown() throws IOException {
    List<String> text = LmFixtures.lines("text.txt");
    List<String> replaced =
        text.stream()
            .map(line -> line.replaceAll("\\b(?!the\\b|harbour\\b)[a-z']+", "<unk>"))
            .toList();
    NaiveArpa expected = estimated(replaced, OPTIONS);
    NaiveArpa actual = estimated(text, OPTIONS.withVocabulary(Set.of("the", "harbour")));
    assertEquals(expected.logProbs, actual.logProbs);
    assertTrue(actual.logProbs.get("<unk>") > -1);
  }

  @Test
  void keepsTheMostFrequentWords() throws IOException {
    List<String> text = List.of("b a c a", "a b", "d d d d e");
    assertEquals(
        Set.of("<unk>", "<s>", "</s>", "d", "a"),
        Set.copyOf(estimated(text, OPTIONS.withMaxWords(2)).words));
    assertEquals(
        Set.of("<unk>", "<s>", "</s>", "d", "a", "b"),
        Set.copyOf(estimated(text, OPTIONS.withMinWordCount(2)).words));
  }

  @Test
  void wordsOfTheVocabularyAreInTheModelEvenIfUnseen() throws IOException {
    NaiveArpa model = estimated(List.of("a b a"), OPTIONS.withVocabulary(Set.of("a", "zebra")));
    assertEquals(Set.of("<unk>", "<s>", "</s>", "a", "zebra"), Set.copyOf(model.words));
    assertTrue(model.logProbs.get("zebra") > -5);
  }

  @Test
  void marksOfSentencesInTheTextAreIgnored() throws IOException {
    NaiveArpa plain = estimated(List.of("a b", "b"), OPTIONS);
    NaiveArpa marked = estimated(List.of("<s> a b </s>", "", "<s> b </s>", "  "), OPTIONS);
    assertEquals(plain.logProbs, marked.logProbs);
  }

  @Test
  void refusesAnEmptyText() {
    LanguageModelException failure =
        assertThrows(LanguageModelException.class, () -> estimated(List.of("", " "), OPTIONS));
    assertTrue(failure.getMessage().contains("there is no text"), failure.getMessage());
  }

  @Test
  void refusesImpossibleOptions() {
    assertThrows(IllegalArgumentException.class, () -> OPTIONS.withOrder(0));
    assertThrows(IllegalArgumentException.class, () -> OPTIONS.withCutoffs(List.of(0, 2, 1)));
    assertThrows(IllegalArgumentException.class, () -> OPTIONS.withCutoffs(List.of(1)));
  }

  @Test
  void leavesNoFilesBehind(@TempDir Path folder) throws IOException {
    EstimatorOptions options = OPTIONS.withTemporary(folder).withMemoryBytes(1 << 16);
    LmFixtures.estimate(LmFixtures.lines("text.txt"), options);
    try (var files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }
}
