package dev.rubato.engine.lm.ngram;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rubato.engine.lm.LanguageModel;
import dev.rubato.engine.lm.LmFixtures;
import dev.rubato.engine.lm.NaiveArpa;
import dev.rubato.engine.lm.Score;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NgramModelTest {
  private final NaiveArpa naive = new NaiveArpa();
  private final NgramModel model;

  NgramModelTest() throws IOException {
    LmFixtures.arpa("order5-cutoffs.arpa.gz", naive);
    model = LmFixtures.model("order5-cutoffs.arpa.gz");
  }

  @Property(tries = 300)
  void scoresAnyHistoryLikeTheDefinition(
      @ForAll @Size(max = 12) List<@IntRange(max = 100) Integer> choices, @ForAll boolean atStart) {
    List<String> history = new ArrayList<>(atStart ? List.of(LanguageModel.START) : List.of());
    int state = atStart ? model.startState() : model.emptyState();
    for (int choice : choices) {
      // Small numbers follow the model, so that long n-grams are met; others jump.
      String word =
          choice < 60 ? likely(history, choice) : naive.words.get(choice % naive.words.size());
      if (word.equals(LanguageModel.START)) {
        continue;
      }
      long score = model.score(state, model.id(word));
      assertEquals(naive.score(history, word) * Math.log(10), Score.logProb(score), 1e-4);
      history.add(word);
      state = Score.state(score);
    }
  }

  private String likely(List<String> history, int choice) {
    return naive.words.stream()
        .filter(word -> !word.equals(LanguageModel.START))
        .sorted(
            (left, right) ->
                Double.compare(naive.score(history, right), naive.score(history, left)))
        .skip(choice % 4)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void namesAndNumbersOfWordsBelongTogether() {
    for (int id = 0; id < model.size(); id++) {
      assertEquals(id, model.id(model.word(id)));
    }
    assertEquals(model.unknown(), model.id("zebra"));
    assertEquals(model.unknown(), model.id(""));
    assertEquals(LanguageModel.END, model.word(model.end()));
  }

  @Test
  void statesAreSharedByHistoriesThatTheModelCannotTellApart() {
    int harbour = model.id("harbour");
    int fromStart = Score.state(model.score(model.startState(), model.unknown()));
    int fromNothing = Score.state(model.score(model.emptyState(), model.unknown()));
    assertEquals(fromNothing, fromStart);
    assertEquals(
        Score.state(model.score(fromNothing, harbour)),
        Score.state(model.score(model.emptyState(), harbour)));
  }

  @Test
  void aUnigramModelRemembersNothing() throws IOException {
    NgramModel unigrams =
        LmFixtures.parse(
            "\\data\\\nngram 1=3\n\\1-grams:\n-1 <unk>\n-0.5 a\n-0.25 </s>\n\\end\\\n");
    long score = unigrams.score(unigrams.startState(), unigrams.id("a"));
    assertEquals(unigrams.emptyState(), Score.state(score));
    assertEquals(-0.5 * Math.log(10), Score.logProb(score), 1e-6);
  }
}
