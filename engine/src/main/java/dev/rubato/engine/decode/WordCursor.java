package dev.rubato.engine.decode;

/**
 * Where a prefix stands in the language model, the lexicon and the hotwords: a scratch object that
 * is loaded, moved on and stored. Not safe for use by several threads at once.
 */
final class WordCursor {
  /** State of the language model after the last finished word. */
  int lmState;

  /** Node of the unfinished word in the lexicon; {@link LexiconTrie#NONE} if no word begins so. */
  int lexicon;

  /** Characters of the unfinished word. */
  int length;

  /** What the unfinished word has been scored so far, to be replaced by its score when it ends. */
  float pending;

  /** State in the graph of hotwords. */
  int hotword;

  /** Change of the score since the cursor was loaded. */
  double delta;
}
