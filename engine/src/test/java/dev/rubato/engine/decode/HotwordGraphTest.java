package dev.rubato.engine.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class HotwordGraphTest {
  private static final String BOUNDARY = String.valueOf(SymbolPieces.BOUNDARY);

  private static String pattern(String words) {
    return BOUNDARY + words.replace(" ", BOUNDARY) + BOUNDARY;
  }

  private static HotwordGraph graph(double score, String... phrases) {
    List<String> patterns =
        new ArrayList<>(
            new TreeSet<>(Arrays.stream(phrases).map(HotwordGraphTest::pattern).toList()));
    double[] scores = new double[patterns.size()];
    Arrays.fill(scores, score);
    return new HotwordGraph(patterns, scores);
  }

  /** What is granted after some characters. */
  private static double granted(HotwordGraph graph, String text, boolean ended) {
    WordCursor cursor = new WordCursor();
    cursor.hotword = graph.start();
    for (char character : text.replace(" ", BOUNDARY).toCharArray()) {
      graph.advance(cursor, character);
    }
    if (ended) {
      graph.advance(cursor, SymbolPieces.BOUNDARY);
      cursor.delta -= graph.partial(cursor.hotword);
    }
    return cursor.delta;
  }

  @Test
  void grantsLittleByLittleAndTakesBackOnMismatch() {
    HotwordGraph graph = graph(5, "york");
    assertEquals(1, granted(graph, "y", false), 1e-9);
    assertEquals(4, granted(graph, "york", false), 1e-9);
    assertEquals(5, granted(graph, "york", true), 1e-9);
    assertEquals(0, granted(graph, "yorks", false), 1e-9);
    assertEquals(0, granted(graph, "yor", true), 1e-9);
    assertEquals(5, granted(graph, "in york then", true), 1e-9);
  }

  @Test
  void phrasesBeginAndEndWithWords() {
    HotwordGraph graph = graph(5, "art", "new art");
    assertEquals(0, granted(graph, "cart", true), 1e-9);
    assertEquals(0, granted(graph, "arts", true), 1e-9);
    assertEquals(5, granted(graph, "cart art", true), 1e-9);
    assertEquals(5, granted(graph, "new art", true), 1e-9);
  }

  @Test
  void aPhraseWithinAnotherIsNotPaidTwice() {
    HotwordGraph graph = graph(5, "new", "new york", "york", "new york city");
    assertEquals(5, granted(graph, "new", true), 1e-9);
    assertEquals(5 + 5, granted(graph, "new york", true), 1e-9);
    assertEquals(5, granted(graph, "york", true), 1e-9);
    assertEquals(5, granted(graph, "york city", true), 1e-9);
    HotwordGraph endings = graph(5, "a b c d", "b c d", "c d", "d");
    assertEquals(5, granted(endings, "a b c d", true), 1e-9);
    assertEquals(5, granted(endings, "x b c d", true), 1e-9);
  }

  @Test
  void overlappingPhrasesAreAdded() {
    HotwordGraph graph = graph(5, "a b", "b c");
    assertEquals(10, granted(graph, "a b c", true), 1e-9);
    assertEquals(5, granted(graph, "a b b", true), 1e-9);
    assertEquals(10, granted(graph, "a b a b", true), 1e-9);
  }

  @Test
  void negativeScoresTakeAway() {
    HotwordGraph graph = graph(-3, "york");
    assertEquals(-1.8, granted(graph, "yor", false), 1e-9);
    assertEquals(0, granted(graph, "yoke", false), 1e-9);
    assertEquals(-3, granted(graph, "york", true), 1e-9);
    assertEquals(-6, granted(graph, "york york", true), 1e-9);
  }

  @Test
  void noPhrasesGrantNothing() {
    assertEquals(0, granted(HotwordGraph.EMPTY, "any thing", true), 0);
  }

  @Provide
  Arbitrary<String> phrase() {
    return Arbitraries.of("a", "b", "ab", "ba", "aa")
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(words -> String.join(" ", words));
  }

  @Property(tries = 400, seed = "1")
  void whatIsGrantedIsBoundedByWhatIsSaid(
      @ForAll List<@net.jqwik.api.From("phrase") String> phrases,
      @ForAll List<@net.jqwik.api.From("phrase") String> said) {
    HotwordGraph graph = graph(4, phrases.toArray(String[]::new));
    String text = String.join(" ", said);
    int occurrences = 0;
    for (String phrase : new TreeSet<>(phrases)) {
      for (int at = 0; (at = (" " + text + " ").indexOf(" " + phrase + " ", at)) >= 0; at++) {
        occurrences++;
      }
    }
    double granted = said.isEmpty() ? 0 : granted(graph, text, true);
    assertTrue(granted <= 4 * occurrences + 1e-9, granted + " for " + occurrences);
    assertTrue(granted >= (occurrences > 0 ? 4 : 0) - 1e-9, granted + " for " + occurrences);
    boolean nested =
        phrases.stream()
            .anyMatch(
                one ->
                    phrases.stream()
                        .anyMatch(
                            other ->
                                !other.equals(one)
                                    && (" " + other + " ").contains(" " + one + " ")));
    if (!nested) {
      assertEquals(4 * occurrences, granted, 1e-9);
    }
  }
}
