package dev.rubato.engine;

import dev.rubato.model.Vocabulary;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins symbols to words: a word is what stands between two word delimiters. A word begins with the
 * first frame of its first symbol and ends with the last frame of its last; its confidence is the
 * geometric mean of its symbols' probabilities. Not safe for use by several threads at once.
 */
public final class WordAssembler {
  private final Vocabulary vocabulary;
  private final FrameClock clock;
  private final List<Word> complete = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private long firstFrame;
  private long lastFrame;
  private double logProbability;
  private int symbols;

  /** Makes an assembler without words. */
  public WordAssembler(Vocabulary vocabulary, FrameClock clock) {
    this.vocabulary = vocabulary;
    this.clock = clock;
  }

  /** An assembler that goes on independently from where this one is. */
  public WordAssembler copy() {
    WordAssembler copy = new WordAssembler(vocabulary, clock);
    copy.complete.addAll(complete);
    copy.text.append(text);
    copy.firstFrame = firstFrame;
    copy.lastFrame = lastFrame;
    copy.logProbability = logProbability;
    copy.symbols = symbols;
    return copy;
  }

  /**
   * Takes the next symbol.
   *
   * @param symbol index in the vocabulary, not the blank
   * @param first first encoder frame of the symbol
   * @param last last encoder frame of the symbol
   * @param logProb natural logarithm of the symbol's probability
   */
  public void add(int symbol, long first, long last, double logProb) {
    String piece = vocabulary.symbol(symbol);
    String delimiter = vocabulary.wordDelimiter();
    int from = 0;
    for (int at; (at = piece.indexOf(delimiter, from)) >= 0; from = at + delimiter.length()) {
      append(piece.substring(from, at), first, last, logProb);
      completeWord();
    }
    append(piece.substring(from), first, last, logProb);
  }

  private void append(String part, long first, long last, double logProb) {
    if (part.isEmpty()) {
      return;
    }
    if (symbols == 0) {
      firstFrame = first;
    }
    text.append(part);
    lastFrame = last;
    logProbability += logProb;
    symbols++;
  }

  private void completeWord() {
    if (symbols > 0) {
      complete.add(current());
    }
    text.setLength(0);
    logProbability = 0;
    symbols = 0;
  }

  private Word current() {
    double confidence = Math.min(1, Math.exp(logProbability / symbols));
    return new Word(text.toString(), clock.start(firstFrame), clock.end(lastFrame), confidence);
  }

  /** All words so far, the unfinished one included. */
  public List<Word> words() {
    List<Word> words = new ArrayList<>(complete);
    if (symbols > 0) {
      words.add(current());
    }
    return words;
  }
}
