package dev.rubato.engine.lm;

/**
 * Two numbers in one: the log-probability of a word and the state after it. A plain {@code long}
 * spares the decoder an object per look-up. Stateless; may be shared between threads.
 */
public final class Score {
  private Score() {}

  /** Packs a natural log-probability and the state after the word. */
  public static long of(float logProb, int state) {
    return (long) Float.floatToRawIntBits(logProb) << 32 | state & 0xFFFFFFFFL;
  }

  /** The natural log-probability of a score. */
  public static float logProb(long score) {
    return Float.intBitsToFloat((int) (score >>> 32));
  }

  /** The state of a score. */
  public static int state(long score) {
    return (int) score;
  }
}
