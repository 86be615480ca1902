package dev.rubato.engine.lm;

import java.util.Locale;
import java.util.StringTokenizer;

/**
 * How well a language model predicts a text, sentence by sentence, ends of sentences included. Not
 * safe for use by several threads at once.
 */
public final class Perplexity {
  /**
   * The result. Immutable; may be shared between threads.
   *
   * @param sentences sentences scored
   * @param words words scored, without sentence ends
   * @param unknown how many of the words the model does not know
   * @param logProb natural log-probability of all words and sentence ends
   * @param knownLogProb the same without the unknown words
   */
  public record Result(
      long sentences, long words, long unknown, double logProb, double knownLogProb) {

    /** Perplexity per word and sentence end, unknown words included. */
    public double perplexity() {
      return Math.exp(-logProb / (words + sentences));
    }

    /** Perplexity per word and sentence end, unknown words left out (they remain as context). */
    public double knownPerplexity() {
      return Math.exp(-knownLogProb / (words - unknown + sentences));
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d sentences, %d words, %d unknown (%.2f %%), perplexity %.2f, without unknown words %.2f",
          sentences,
          words,
          unknown,
          words == 0 ? 0 : 100.0 * unknown / words,
          perplexity(),
          knownPerplexity());
    }
  }

  private final LanguageModel model;
  private long sentences;
  private long words;
  private long unknown;
  private double logProb;
  private double knownLogProb;

  /** Starts with no text. */
  public Perplexity(LanguageModel model) {
    this.model = model;
  }

  /**
   * Scores a sentence: words with white space between them. Empty ones are left out.
   *
   * @return its natural log-probability, that of the sentence end included
   */
  public double add(String sentence) {
    StringTokenizer tokens = new StringTokenizer(sentence);
    if (!tokens.hasMoreTokens()) {
      return 0;
    }
    double before = logProb;
    int state = model.startState();
    while (tokens.hasMoreTokens()) {
      int word = model.id(tokens.nextToken());
      long score = model.score(state, word);
      state = Score.state(score);
      logProb += Score.logProb(score);
      words++;
      if (word == model.unknown()) {
        unknown++;
      } else {
        knownLogProb += Score.logProb(score);
      }
    }
    double end = Score.logProb(model.score(state, model.end()));
    logProb += end;
    knownLogProb += end;
    sentences++;
    return logProb - before;
  }

  /** The result so far. */
  public Result result() {
    return new Result(sentences, words, unknown, logProb, knownLogProb);
  }
}
