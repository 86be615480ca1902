package dev.rubato.engine.decode;

import dev.rubato.model.Vocabulary;

/**
 * The symbols of a vocabulary as characters and word boundaries: where a symbol contains the word
 * delimiter, a word ends. Immutable; may be shared between threads.
 */
final class SymbolPieces {
  /** Stands for a word boundary among characters. */
  static final char BOUNDARY = '\0';

  private final char[][] pieces;
  private final int delimiter;

  SymbolPieces(Vocabulary vocabulary) {
    this.pieces = new char[vocabulary.size()][];
    pieces[Vocabulary.BLANK] = new char[0];
    int pure = -1;
    String boundary = String.valueOf(BOUNDARY);
    for (int symbol = 1; symbol < pieces.length; symbol++) {
      String text = vocabulary.symbol(symbol);
      if (text.equals(vocabulary.wordDelimiter())) {
        pure = symbol;
      }
      pieces[symbol] = text.replace(vocabulary.wordDelimiter(), boundary).toCharArray();
    }
    this.delimiter = pure;
  }

  /** Characters and boundaries of a symbol, in order; not to be changed. */
  char[] of(int symbol) {
    return pieces[symbol];
  }

  /** The symbol that is the word delimiter and nothing else; -1 if there is none. */
  int delimiter() {
    return delimiter;
  }
}
