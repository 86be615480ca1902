package dev.rubato.engine.decode;

import dev.rubato.model.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Log-probabilities for tests. */
final class Frames {
  private Frames() {}

  /** Random log-probabilities {@code [frames, symbols]}; greater sharpness is surer. */
  static float[] random(int frames, int symbols, double sharpness, long seed) {
    Random random = new Random(seed);
    double[] scores = new double[frames * symbols];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = sharpness * random.nextGaussian();
    }
    return logSoftmax(scores, symbols);
  }

  /**
   * What a model might say to a text: every symbol sounds for one or two frames, between symbols
   * there are blanks, and all is disturbed.
   *
   * @param noise standard deviation of the disturbance; the right symbol stands out by 6
   */
  static float[] spoken(Vocabulary vocabulary, String text, double noise, long seed) {
    Random random = new Random(seed);
    List<Integer> path = new ArrayList<>();
    path.add(Vocabulary.BLANK);
    for (int symbol : vocabulary.encode(text)) {
      for (int i = 1 + random.nextInt(2); i > 0; i--) {
        path.add(symbol);
      }
      for (int i = 1 + random.nextInt(2); i > 0; i--) {
        path.add(Vocabulary.BLANK);
      }
    }
    double[] scores = new double[path.size() * vocabulary.size()];
    for (int t = 0; t < path.size(); t++) {
      for (int symbol = 0; symbol < vocabulary.size(); symbol++) {
        double right = symbol == path.get(t) ? 6 : 0;
        scores[t * vocabulary.size() + symbol] = right + noise * random.nextGaussian();
      }
    }
    return logSoftmax(scores, vocabulary.size());
  }

  private static float[] logSoftmax(double[] scores, int symbols) {
    float[] logProbs = new float[scores.length];
    for (int begin = 0; begin < scores.length; begin += symbols) {
      double sum = 0;
      for (int i = 0; i < symbols; i++) {
        sum += Math.exp(scores[begin + i]);
      }
      for (int i = 0; i < symbols; i++) {
        logProbs[begin + i] = (float) (scores[begin + i] - Math.log(sum));
      }
    }
    return logProbs;
  }
}
