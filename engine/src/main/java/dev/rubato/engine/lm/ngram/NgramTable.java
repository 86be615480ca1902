package dev.rubato.engine.lm.ngram;

/**
 * The n-grams of a model in memory, with full precision. Immutable once built; may then be shared
 * between threads.
 */
final class NgramTable implements NgramLevels {
  /** One level of the trie; see {@link NgramLevels}. */
  static final class Level {
    final int[] word;
    final float[] logProb;
    // The others are empty on the highest level; firstChild has one entry more than word.
    final float[] backoff;
    // How often the n-gram was seen in the training text; all zero if that is not known.
    final float[] count;
    final int[] firstChild;
    final int[] suffix;

    Level(int size, boolean highest) {
      word = new int[size];
      logProb = new float[size];
      backoff = new float[highest ? 0 : size];
      count = new float[highest ? 0 : size];
      firstChild = new int[highest ? 0 : size + 1];
      suffix = new int[highest ? 0 : size];
    }
  }

  private final WordList words;
  private final Level[] levels;

  /**
   * Wraps finished levels.
   *
   * @param levels level n at index n - 1; not copied
   */
  NgramTable(WordList words, Level[] levels) {
    this.words = words;
    this.levels = levels;
  }

  @Override
  public WordList words() {
    return words;
  }

  @Override
  public int order() {
    return levels.length;
  }

  @Override
  public int count(int n) {
    return levels[n - 1].word.length;
  }

  @Override
  public int word(int n, int index) {
    return levels[n - 1].word[index];
  }

  @Override
  public float logProb(int n, int index) {
    return levels[n - 1].logProb[index];
  }

  @Override
  public float backoff(int n, int index) {
    return levels[n - 1].backoff[index];
  }

  @Override
  public int firstChild(int n, int index) {
    return levels[n - 1].firstChild[index];
  }

  @Override
  public int suffix(int n, int index) {
    return levels[n - 1].suffix[index];
  }

  Level level(int n) {
    return levels[n - 1];
  }
}
