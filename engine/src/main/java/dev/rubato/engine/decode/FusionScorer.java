package dev.rubato.engine.decode;

import dev.rubato.engine.lm.LanguageModel;
import dev.rubato.engine.lm.Score;

/**
 * Scores prefixes by language model and hotwords, one symbol after the other. While a word is
 * unfinished it is given what its most frequent ending would score without context; when it ends,
 * its score in context takes the place of that. Immutable; may be shared between threads.
 */
final class FusionScorer {
  private final SymbolPieces pieces;
  private final LanguageModel model;
  private final LexiconTrie lexicon;
  private final HotwordGraph hotwords;
  private final double lmWeight;
  private final double wordBonus;
  private final double unknownPenalty;
  private final double unknownSymbolPenalty;
  private final double lookahead;
  private final double endWeight;
  private final double unknownOutlook;

  FusionScorer(
      SymbolPieces pieces,
      LanguageModel model,
      LexiconTrie lexicon,
      HotwordGraph hotwords,
      BeamOptions options) {
    this.pieces = pieces;
    this.model = model;
    this.lexicon = lexicon;
    this.hotwords = hotwords;
    this.lmWeight = options.lmWeight();
    this.wordBonus = options.wordBonus();
    this.unknownPenalty = options.unknownPenalty();
    this.unknownSymbolPenalty = options.unknownSymbolPenalty();
    this.lookahead = options.lookahead() * options.lmWeight();
    this.endWeight = options.endWeight();
    this.unknownOutlook =
        lookahead * Score.logProb(model.score(model.emptyState(), model.unknown()));
  }

  /** Puts a cursor at the start of an utterance. */
  void start(WordCursor cursor) {
    cursor.lmState = model.startState();
    cursor.lexicon = LexiconTrie.ROOT;
    cursor.length = 0;
    cursor.pending = 0;
    cursor.hotword = hotwords.start();
    cursor.delta = 0;
  }

  /** Moves a cursor on by a symbol and adds to its delta. */
  void extend(WordCursor cursor, int symbol) {
    for (char piece : pieces.of(symbol)) {
      if (piece == SymbolPieces.BOUNDARY) {
        endWord(cursor);
      } else {
        addCharacter(cursor, piece);
      }
    }
  }

  /** Ends the unfinished word, if there is one, and the sentence; adds to the cursor's delta. */
  void finish(WordCursor cursor) {
    endWord(cursor);
    cursor.delta -= hotwords.partial(cursor.hotword);
    if (endWeight > 0) {
      float logProb = Score.logProb(model.score(cursor.lmState, model.end()));
      cursor.delta += endWeight * lmWeight * logProb;
    }
  }

  private void addCharacter(WordCursor cursor, char character) {
    cursor.length++;
    if (cursor.lexicon != LexiconTrie.NONE) {
      cursor.lexicon = lexicon.child(cursor.lexicon, character);
    }
    double expected =
        cursor.lexicon == LexiconTrie.NONE
            ? unknownOutlook + unknownScore(cursor)
            : lookahead * lexicon.outlook(cursor.lexicon);
    cursor.delta += expected - cursor.pending;
    cursor.pending = (float) expected;
    hotwords.advance(cursor, character);
  }

  private double unknownScore(WordCursor cursor) {
    return unknownPenalty + unknownSymbolPenalty * cursor.length;
  }

  private void endWord(WordCursor cursor) {
    if (cursor.length == 0) {
      return;
    }
    int word = cursor.lexicon == LexiconTrie.NONE ? LexiconTrie.NONE : lexicon.word(cursor.lexicon);
    boolean unknown = word == LexiconTrie.NONE;
    long score = model.score(cursor.lmState, unknown ? model.unknown() : word);
    cursor.delta += lmWeight * Score.logProb(score) + wordBonus - cursor.pending;
    if (unknown) {
      cursor.delta += unknownScore(cursor);
    }
    cursor.lmState = Score.state(score);
    cursor.lexicon = LexiconTrie.ROOT;
    cursor.length = 0;
    cursor.pending = 0;
    hotwords.advance(cursor, SymbolPieces.BOUNDARY);
  }
}
