package dev.rubato.training.run;

import java.util.List;

/** Errors of a hypothesis with unit costs. Stateless; may be shared between threads. */
final class EditDistance {
  private EditDistance() {}

  /** Substitutions, deletions and insertions that turn one sequence into the other. */
  static int of(List<?> reference, List<?> hypothesis) {
    int[] row = new int[hypothesis.size() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= reference.size(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int substitution =
            diagonal + (reference.get(i - 1).equals(hypothesis.get(j - 1)) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitution, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[hypothesis.size()];
  }
}
