package dev.rubato.engine.decode;

import java.util.Arrays;

/**
 * Leaves only the best of prefixes that have the same future: same state of the language model,
 * same unfinished word, same last symbol, same hotwords. What lies further back cannot change any
 * score to come, so a narrow beam is not filled with the same ending again and again. Not safe for
 * use by several threads at once.
 */
final class Recombination {
  private static final int EMPTY = -1;

  private final int[] table;

  Recombination(int width) {
    table = new int[Integer.highestOneBit(Math.max(8, width)) * 4];
  }

  /** Drops the others; those that stay keep their order. */
  void merge(Beam beam, PrefixTree tree) {
    Arrays.fill(table, EMPTY);
    int kept = 0;
    for (int i = 0; i < beam.size; i++) {
      int at = find(beam, tree, i);
      int other = table[at];
      if (other == EMPTY) {
        table[at] = kept;
        if (kept != i) {
          beam.move(i, kept);
        }
        kept++;
      } else if (beam.total(i) > beam.total(other)) {
        beam.move(i, other);
      }
    }
    beam.size = kept;
  }

  private int find(Beam beam, PrefixTree tree, int i) {
    int node = beam.node[i];
    int at = hash(tree, node) & (table.length - 1);
    while (table[at] != EMPTY && !same(tree, node, beam.node[table[at]])) {
      at = (at + 1) & (table.length - 1);
    }
    return at;
  }

  private static int hash(PrefixTree tree, int node) {
    int hash = tree.lmState[node];
    hash = hash * 31 + tree.lexicon[node];
    hash = hash * 31 + tree.spelling[node];
    hash = hash * 31 + tree.symbol[node];
    hash = hash * 31 + tree.hotword[node];
    hash *= 0x9E3779B9;
    return hash ^ hash >>> 15;
  }

  private static boolean same(PrefixTree tree, int left, int right) {
    return tree.lmState[left] == tree.lmState[right]
        && tree.lexicon[left] == tree.lexicon[right]
        && tree.spelling[left] == tree.spelling[right]
        && tree.length[left] == tree.length[right]
        && tree.symbol[left] == tree.symbol[right]
        && tree.hotword[left] == tree.hotword[right];
  }
}
