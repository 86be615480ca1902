package dev.rubato.engine.decode;

import dev.rubato.engine.lm.LanguageModel;
import dev.rubato.engine.lm.Score;

/** Knows no word and finds every word equally good. Immutable; may be shared between threads. */
final class NoLanguageModel implements LanguageModel {
  /** The only one. */
  static final NoLanguageModel INSTANCE = new NoLanguageModel();

  private NoLanguageModel() {}

  @Override
  public int order() {
    return 1;
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public String word(int id) {
    return UNKNOWN;
  }

  @Override
  public int id(CharSequence word) {
    return 0;
  }

  @Override
  public int unknown() {
    return 0;
  }

  @Override
  public int end() {
    return 0;
  }

  @Override
  public int startState() {
    return 0;
  }

  @Override
  public int emptyState() {
    return 0;
  }

  @Override
  public long score(int state, int word) {
    return Score.of(0, 0);
  }
}
