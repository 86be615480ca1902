package dev.rubato.engine;

import dev.rubato.engine.encoder.EncoderOutput;
import dev.rubato.model.Vocabulary;

/** Encoder frames that a test spells out. */
final class ScriptedFrames {
  /** Frames of 40 ms that begin at 0. */
  static final FrameClock CLOCK = new FrameClock(0.04, 0);

  private static final double PROBABILITY = 0.8;

  private ScriptedFrames() {}

  /**
   * One frame per character of a script: {@code _} is blank, others are themselves, each with a
   * probability of 0.8.
   */
  static EncoderOutput of(String script) {
    int symbols = Vocabulary.ENGLISH.size();
    float[] logProbs = new float[script.length() * symbols];
    java.util.Arrays.fill(logProbs, (float) Math.log((1 - PROBABILITY) / (symbols - 1)));
    for (int t = 0; t < script.length(); t++) {
      char character = script.charAt(t);
      int symbol =
          character == '_'
              ? Vocabulary.BLANK
              : Vocabulary.ENGLISH.symbols().indexOf(String.valueOf(character));
      logProbs[t * symbols + symbol] = (float) Math.log(PROBABILITY);
    }
    return new EncoderOutput(script.length(), symbols, logProbs, 0, new long[0]);
  }
}
