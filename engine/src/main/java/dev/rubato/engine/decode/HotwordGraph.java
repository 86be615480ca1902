package dev.rubato.engine.decode;

import java.util.List;

/**
 * Phrases as an Aho-Corasick automaton over characters (Aho and Corasick 1975): it follows every
 * phrase that the text may be in the middle of, at a cost that does not grow with their number.
 * Each phrase begins and ends with a word boundary.
 *
 * <p>A phrase is granted its score little by little with its characters, be it a gain or a loss.
 * What was granted for a phrase that did not come to its end is taken back. {@code value} is what
 * the finished phrases on the way to a state are worth: a phrase that begins with another one tops
 * it up, phrases that only overlap are added. {@code partial} is what is granted in advance.
 * Immutable; may be shared between threads.
 */
final class HotwordGraph {
  /** No phrases. */
  static final HotwordGraph EMPTY = new HotwordGraph(List.of(), new double[0]);

  private final CharTrie trie;
  private final int[] fallback;
  private final double[] value;
  private final double[] partial;
  private final int start;

  /**
   * Builds the automaton.
   *
   * @param phrases sorted distinct phrases, {@link SymbolPieces#BOUNDARY} before, between and after
   *     their words
   * @param scores what each is worth, natural logarithm
   */
  HotwordGraph(List<String> phrases, double[] scores) {
    this.trie = CharTrie.of(phrases);
    this.fallback = fallbacks(trie);
    this.value = new double[trie.size()];
    this.partial = new double[trie.size()];
    evaluate(scores);
    grantInAdvance(phrases, scores);
    int boundary = trie.child(CharTrie.ROOT, SymbolPieces.BOUNDARY);
    this.start = Math.max(CharTrie.ROOT, boundary);
  }

  /** For every node the longest proper ending of its text that is a node, too. */
  private static int[] fallbacks(CharTrie trie) {
    int[] fallback = new int[trie.size()];
    for (int node = 1; node < trie.size(); node++) {
      int parent = trie.parent(node);
      int at = parent;
      int found = CharTrie.NONE;
      while (at != CharTrie.ROOT && found == CharTrie.NONE) {
        at = fallback[at];
        found = trie.child(at, trie.label(node));
      }
      fallback[node] = Math.max(CharTrie.ROOT, found);
    }
    return fallback;
  }

  private void evaluate(double[] scores) {
    for (int node = 1; node < trie.size(); node++) {
      int ending = fallback[node];
      // What the shorter phrases that end just here add.
      double added = ending == CharTrie.ROOT ? 0 : value[ending] - value[trie.parent(ending)];
      double own = trie.string(node) == CharTrie.NONE ? 0 : scores[trie.string(node)];
      value[node] = Math.max(Math.max(0, own), value[trie.parent(node)] + added) + Math.min(0, own);
    }
  }

  /** Shares the scores out over the ways to the ends of phrases. */
  private void grantInAdvance(List<String> phrases, double[] scores) {
    double[] fines = new double[partial.length];
    for (int phrase = 0; phrase < scores.length; phrase++) {
      String text = phrases.get(phrase);
      int node = CharTrie.ROOT;
      for (int i = 0; i < text.length() - 1; i++) {
        node = trie.child(node, text.charAt(i));
        double share = scores[phrase] * i / (text.length() - 1);
        if (share > 0) {
          partial[node] = Math.max(partial[node], share - value[node]);
        } else {
          fines[node] = Math.min(fines[node], share);
        }
      }
    }
    for (int node = 0; node < fines.length; node++) {
      partial[node] += fines[node];
    }
  }

  /** The state at the start of an utterance. */
  int start() {
    return start;
  }

  /** Moves a cursor on by a character or a boundary and adds to its delta. */
  void advance(WordCursor cursor, char character) {
    int state = cursor.hotword;
    while (true) {
      int next = trie.child(state, character);
      if (next != CharTrie.NONE) {
        cursor.delta += value[next] + partial[next] - value[state] - partial[state];
        cursor.hotword = next;
        return;
      }
      if (state == CharTrie.ROOT) {
        cursor.hotword = CharTrie.ROOT;
        return;
      }
      cursor.delta += partial[fallback[state]] - partial[state];
      state = fallback[state];
    }
  }

  /** What is granted in advance in a state. */
  double partial(int state) {
    return partial[state];
  }
}
