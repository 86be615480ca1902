package dev.rubato.engine;

import dev.rubato.model.Vocabulary;
import java.util.List;

/**
 * The best path (Graves et al. 2006, section 3.2): the most probable symbol of every frame,
 * repetitions merged, blanks removed. A symbol counts with its most probable frame. Not safe for
 * use by several threads at once.
 */
public final class GreedyDecoder implements CtcDecoder {
  private final Vocabulary vocabulary;
  private final FrameClock clock;
  private WordAssembler assembler;
  private long frame;
  private int current = Vocabulary.BLANK;
  private boolean pending;
  private long firstFrame;
  private double best;

  /** Makes a decoder at the start of a stream. */
  public GreedyDecoder(Vocabulary vocabulary, FrameClock clock) {
    this.vocabulary = vocabulary;
    this.clock = clock;
    this.assembler = new WordAssembler(vocabulary, clock);
  }

  @Override
  public void accept(float[] logProbs, int frames) {
    int symbols = vocabulary.size();
    for (int t = 0; t < frames; t++, frame++) {
      int symbol = argmax(logProbs, t * symbols, symbols);
      float logProb = logProbs[t * symbols + symbol];
      if (symbol != current) {
        complete(assembler);
        current = symbol;
        pending = symbol != Vocabulary.BLANK;
        firstFrame = frame;
        best = logProb;
      } else {
        best = Math.max(best, logProb);
      }
    }
  }

  /** Index of the largest of some values, relative to {@code from}; the first of equals. */
  static int argmax(float[] values, int from, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (values[from + i] > values[from + best]) {
        best = i;
      }
    }
    return best;
  }

  private void complete(WordAssembler target) {
    if (pending) {
      target.add(current, firstFrame, frame - 1, best);
    }
  }

  @Override
  public List<Word> words() {
    WordAssembler soFar = assembler.copy();
    complete(soFar);
    return soFar.words();
  }

  @Override
  public List<Word> finish(long nextFrame) {
    complete(assembler);
    List<Word> words = assembler.words();
    assembler = new WordAssembler(vocabulary, clock);
    // The symbol stays current: if it goes on in the next frame, it is not a new one.
    pending = false;
    frame = nextFrame;
    return words;
  }
}
