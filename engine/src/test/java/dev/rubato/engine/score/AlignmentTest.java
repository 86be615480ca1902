package dev.rubato.engine.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rubato.engine.score.Alignment.Edit;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlignmentTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          the cat sat,        the cat sat,        0, 0, 0
          the cat sat,        the bat sat,        1, 0, 0
          the cat sat,        the sat,            0, 1, 0
          the cat sat,        the fat cat sat,    0, 0, 1
          the cat sat,        '',                 0, 3, 0
          '',                 hello there,        0, 0, 2
          '',                 '',                 0, 0, 0
          a b c d,            b c d e,            0, 1, 1
          one two three four, two one four three, 1, 1, 1
          a b,                c d,                2, 0, 0
          """)
  void countsByHand(
      String reference, String hypothesis, int substitutions, int deletions, int insertions) {
    ErrorCounts counts = Alignment.count(Units.words(reference), Units.words(hypothesis));

    assertEquals(
        new ErrorCounts(Units.words(reference).size(), substitutions, deletions, insertions),
        counts);
  }

  @Test
  void keepsWordsThatAreRight() {
    Alignment alignment = Alignment.of(List.of("a", "b", "c", "d"), List.of("b", "c", "d", "e"));

    assertEquals(
        List.of(Edit.DELETION, Edit.CORRECT, Edit.CORRECT, Edit.CORRECT, Edit.INSERTION),
        alignment.steps().stream().map(Alignment.Step::edit).toList());
  }

  @Property(seed = "1", tries = 500)
  void stepsLeadFromReferenceToHypothesisAndCountTheSame(
      @ForAll @CharRange(from = 'a', to = 'd') @StringLength(max = 12) String reference,
      @ForAll @CharRange(from = 'a', to = 'd') @StringLength(max = 12) String hypothesis) {
    List<String> left = Units.characters(reference);
    List<String> right = Units.characters(hypothesis);

    Alignment alignment = Alignment.of(left, right);

    assertEquals(left, side(alignment, true));
    assertEquals(right, side(alignment, false));
    assertEquals(Alignment.count(left, right), alignment.counts());
  }

  private static List<String> side(Alignment alignment, boolean reference) {
    return alignment.steps().stream()
        .map(step -> reference ? step.reference() : step.hypothesis())
        .filter(unit -> !unit.isEmpty())
        .toList();
  }

  @Property(seed = "1", tries = 500)
  void errorsAreTheFewestOfAllAlignments(
      @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 6) String reference,
      @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 6) String hypothesis) {
    List<ErrorCounts> all = new ArrayList<>();
    enumerate(reference, hypothesis, ErrorCounts.NONE, all);

    ErrorCounts counts = Alignment.count(Units.characters(reference), Units.characters(hypothesis));

    long fewest = all.stream().mapToLong(ErrorCounts::errors).min().orElseThrow();
    long mostCorrect =
        all.stream()
            .filter(each -> each.errors() == fewest)
            .mapToLong(ErrorCounts::correct)
            .max()
            .orElseThrow();
    assertEquals(fewest, counts.errors());
    assertEquals(mostCorrect, counts.correct());
    assertTrue(all.contains(counts));
  }

  private static void enumerate(
      String reference, String hypothesis, ErrorCounts soFar, List<ErrorCounts> all) {
    if (reference.isEmpty() && hypothesis.isEmpty()) {
      all.add(soFar);
      return;
    }
    if (!reference.isEmpty()) {
      enumerate(reference.substring(1), hypothesis, soFar.plus(new ErrorCounts(1, 0, 1, 0)), all);
    }
    if (!hypothesis.isEmpty()) {
      enumerate(reference, hypothesis.substring(1), soFar.plus(new ErrorCounts(0, 0, 0, 1)), all);
    }
    if (!reference.isEmpty() && !hypothesis.isEmpty()) {
      int wrong = reference.charAt(0) == hypothesis.charAt(0) ? 0 : 1;
      enumerate(
          reference.substring(1),
          hypothesis.substring(1),
          soFar.plus(new ErrorCounts(1, wrong, 0, 0)),
          all);
    }
  }
}
