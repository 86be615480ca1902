package dev.rubato.engine.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * The alignment of a hypothesis with its reference that has the fewest errors, every substitution,
 * deletion and insertion counting one (Levenshtein 1966). Among those it is one with the fewest
 * substitutions, that is with the most correct units, which fixes all counts. Where still several
 * are left, an edit comes as late as possible. Immutable; may be shared between threads.
 *
 * @param steps from the first unit to the last
 */
public record Alignment(List<Step> steps) {
  /** Weight of an error, far above that of any number of substitutions. */
  private static final long ERROR = 1L << 32;

  private static final long SUBSTITUTION = ERROR + 1;

  /** Table size from which {@link #of} refuses: 256 MB, 8000 units on both sides. */
  private static final long MAX_CELLS = 1L << 26;

  /** What happened to a unit. */
  public enum Edit {
    /** The same unit on both sides. */
    CORRECT,
    /** Another unit in the hypothesis. */
    SUBSTITUTION,
    /** Only in the reference. */
    DELETION,
    /** Only in the hypothesis. */
    INSERTION
  }

  /**
   * One step.
   *
   * @param edit what happened
   * @param reference the reference's unit; empty for an insertion
   * @param hypothesis the hypothesis' unit; empty for a deletion
   */
  public record Step(Edit edit, String reference, String hypothesis) {}

  /** Copies the steps. */
  public Alignment {
    steps = List.copyOf(steps);
  }

  /**
   * Aligns two sequences. Time and memory grow with the product of their lengths.
   *
   * @throws IllegalArgumentException if they are too long to be aligned; {@link #count} still works
   */
  public static Alignment of(List<String> reference, List<String> hypothesis) {
    int rows = reference.size() + 1;
    int columns = hypothesis.size() + 1;
    if ((long) rows * columns > MAX_CELLS) {
      throw new IllegalArgumentException(
          "%d and %d units are too many to align; score shorter pieces"
              .formatted(rows - 1, columns - 1));
    }
    Edit[][] table = new Edit[rows][columns];
    long[] costs = new long[columns];
    for (int i = 0; i < rows; i++) {
      fillRow(reference, hypothesis, i, costs, table[i]);
    }
    List<Step> steps = new ArrayList<>();
    int i = reference.size();
    int j = hypothesis.size();
    while (i > 0 || j > 0) {
      Edit edit = table[i][j];
      String left = edit == Edit.INSERTION ? "" : reference.get(--i);
      String right = edit == Edit.DELETION ? "" : hypothesis.get(--j);
      steps.add(new Step(edit, left, right));
    }
    Collections.reverse(steps);
    return new Alignment(steps);
  }

  /** The counts of the alignment, in memory that grows with the hypothesis alone. */
  public static ErrorCounts count(List<String> reference, List<String> hypothesis) {
    long[] costs = new long[hypothesis.size() + 1];
    for (int i = 0; i <= reference.size(); i++) {
      fillRow(reference, hypothesis, i, costs, null);
    }
    long cost = costs[hypothesis.size()];
    long errors = cost / ERROR;
    long substitutions = cost % ERROR;
    long surplus = (long) hypothesis.size() - reference.size();
    long insertions = (errors - substitutions + surplus) / 2;
    return new ErrorCounts(reference.size(), substitutions, insertions - surplus, insertions);
  }

  /**
   * Moves a row of the cost table one reference unit on.
   *
   * @param costs of the row before; afterwards of this row
   * @param edits receives the last edit of every cell; null if nobody asks
   */
  private static void fillRow(
      List<String> reference, List<String> hypothesis, int i, long[] costs, Edit[] edits) {
    long diagonal = costs[0];
    costs[0] = i * ERROR;
    set(edits, 0, Edit.DELETION);
    for (int j = 1; j < costs.length; j++) {
      long above = costs[j];
      long insertion = costs[j - 1] + ERROR;
      if (i == 0) {
        costs[j] = insertion;
        set(edits, j, Edit.INSERTION);
        continue;
      }
      boolean same = Objects.equals(reference.get(i - 1), hypothesis.get(j - 1));
      long both = diagonal + (same ? 0 : SUBSTITUTION);
      long deletion = above + ERROR;
      long best = Math.min(both, Math.min(deletion, insertion));
      costs[j] = best;
      if (best == deletion) {
        set(edits, j, Edit.DELETION);
      } else if (best == insertion) {
        set(edits, j, Edit.INSERTION);
      } else {
        set(edits, j, same ? Edit.CORRECT : Edit.SUBSTITUTION);
      }
      diagonal = above;
    }
  }

  private static void set(Edit[] edits, int j, Edit edit) {
    if (edits != null) {
      edits[j] = edit;
    }
  }

  /** The counts of this alignment. */
  public ErrorCounts counts() {
    long substitutions = count(Edit.SUBSTITUTION);
    long deletions = count(Edit.DELETION);
    return new ErrorCounts(
        count(Edit.CORRECT) + substitutions + deletions,
        substitutions,
        deletions,
        count(Edit.INSERTION));
  }

  private long count(Edit edit) {
    return steps.stream().filter(step -> step.edit() == edit).count();
  }
}
