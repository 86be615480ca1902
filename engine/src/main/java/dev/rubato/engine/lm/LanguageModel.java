package dev.rubato.engine.lm;

/**
 * Probabilities of words given the words before them. A state stands for all that the model
 * remembers of those words; it is a plain number, so a decoder can keep thousands of them. Words
 * are numbered {@code 0 .. size() - 1}. Immutable; shared by all threads.
 */
public interface LanguageModel {
  /** Name of the word that stands before the first word of a sentence. */
  String START = "<s>";

  /** Name of the word that stands after the last word of a sentence. */
  String END = "</s>";

  /** Name of the word that stands for all words that the model does not know. */
  String UNKNOWN = "<unk>";

  /** Longest n-gram; the model remembers {@code order() - 1} words. */
  int order();

  /** Number of words, {@link #START}, {@link #END} and {@link #UNKNOWN} included. */
  int size();

  /**
   * The spelling of a word.
   *
   * @param id number of the word, in {@code [0, size())}
   */
  String word(int id);

  /** Number of a word; that of {@link #UNKNOWN} if the model does not know it. */
  int id(CharSequence word);

  /** Number of {@link #UNKNOWN}; every model has it. */
  int unknown();

  /** Number of {@link #END}; that of {@link #UNKNOWN} in a model without sentence ends. */
  int end();

  /** The state at the start of a sentence. */
  int startState();

  /** The state that remembers nothing. */
  int emptyState();

  /**
   * Scores a word.
   *
   * @param state what came before: one of the two states above or one from an earlier score
   * @param word number of the word
   * @return natural logarithm of its probability and the state after it; see {@link Score}
   */
  long score(int state, int word);
}
