package dev.rubato.engine.lm.ngram;

/**
 * Computes the backing-off weights that make every context's probabilities add up to one: the mass
 * that the listed n-grams leave, divided by what the shorter context gives to unlisted words.
 * Stateless.
 */
final class BackoffWeights {
  private static final double LEAST_MASS = 1e-6;

  private BackoffWeights() {}

  /** Renews all weights in place, shorter contexts first, since longer ones build on them. */
  static void renew(NgramTable table) {
    Trie trie = new Trie(table);
    for (int n = 1; n < table.order(); n++) {
      NgramTable.Level level = table.level(n);
      for (int context = 0; context < level.word.length; context++) {
        level.backoff[context] = weight(table, trie, n, context);
      }
    }
  }

  private static float weight(NgramTable table, Trie trie, int n, int context) {
    int begin = table.firstChild(n, context);
    int end = table.firstChild(n, context + 1);
    if (begin == end) {
      return 0;
    }
    int shorter = trie.suffix(trie.state(n, context));
    double mass = 1;
    double shorterMass = 1;
    for (int i = begin; i < end; i++) {
      mass -= Math.pow(10, table.logProb(n + 1, i));
      shorterMass -= Math.pow(10, trie.logProb(shorter, table.word(n + 1, i)));
    }
    return (float) Math.log10(Math.max(LEAST_MASS, mass) / Math.max(LEAST_MASS, shorterMass));
  }
}
