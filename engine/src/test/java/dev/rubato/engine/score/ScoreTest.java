package dev.rubato.engine.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoreTest {
  private static final ScoredUtterance SHORT_AND_WRONG =
      ScoredUtterance.of("digits", "one", "two", TextNormalizer.PLAIN);
  private static final ScoredUtterance LONG_AND_RIGHT =
      ScoredUtterance.of("read", "a b c d e f g h i", "a b c d e f g h i", TextNormalizer.PLAIN);

  @Test
  void ratesAreSumsOverSumsNotMeansOfRates() {
    Score score = Score.of(List.of(SHORT_AND_WRONG, LONG_AND_RIGHT));

    assertEquals(0.1, score.words().rate(), 1e-12);
    assertEquals(2, score.utterances());
  }

  @Test
  void everyCorpusHasItsOwnScore() {
    Map<String, Score> scores = Score.byCorpus(List.of(SHORT_AND_WRONG, LONG_AND_RIGHT));

    assertEquals(List.of("digits", "read"), List.copyOf(scores.keySet()));
    assertEquals(1, scores.get("digits").words().rate());
    assertEquals(0, scores.get("read").words().rate());
  }

  @Test
  void charactersIncludeTheSpacesBetweenWords() {
    ScoredUtterance scored = ScoredUtterance.of("", "ab cd", "abcd", TextNormalizer.RAW);

    assertEquals(new ErrorCounts(5, 0, 1, 0), scored.characters());
  }

  @Test
  void rawWordsAreNotNormalised() {
    ScoredUtterance scored =
        ScoredUtterance.of("", "Mr. Fox", "mister fox", TextNormalizer.ENGLISH);

    assertEquals(0, scored.words().errors());
    assertEquals(2, scored.rawWords().errors());
  }

  @Test
  void nothingAgainstNothingIsNoError() {
    assertEquals(0, ErrorCounts.NONE.rate());
    assertEquals(1, new ErrorCounts(0, 0, 0, 3).rate());
  }

  @Test
  void impossibleCountsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new ErrorCounts(2, 2, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new ErrorCounts(2, 0, 0, -1));
  }

  @Test
  void intervalHasTheWidthThatTheBinomialDistributionPredicts() {
    // 400 one-word utterances, a quarter wrong: standard error sqrt(0.25 * 0.75 / 400) = 0.0217.
    List<ErrorCounts> utterances =
        new java.util.ArrayList<>(Collections.nCopies(300, new ErrorCounts(1, 0, 0, 0)));
    utterances.addAll(Collections.nCopies(100, new ErrorCounts(1, 1, 0, 0)));

    Interval interval = Bootstrap.interval(utterances);

    assertEquals(0.25 - 1.96 * 0.0217, interval.low(), 0.004);
    assertEquals(0.25 + 1.96 * 0.0217, interval.high(), 0.004);
    assertEquals(interval, Bootstrap.interval(utterances));
  }

  @Test
  void equalUtterancesLeaveNoDoubt() {
    Interval interval = Bootstrap.interval(Collections.nCopies(50, new ErrorCounts(4, 1, 0, 0)));

    assertEquals(new Interval(0.25, 0.25), interval);
    assertTrue(Bootstrap.interval(List.of()).high() == 0);
  }
}
