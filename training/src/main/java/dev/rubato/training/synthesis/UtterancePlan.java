package dev.rubato.training.synthesis;

import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The endless sequence of utterances that a text, the synthesizers with their shares and a seed
 * make. Equal arguments give equal sequences. Not safe for use by several threads at once.
 */
final class UtterancePlan {
  private final PromptSelector prompts;
  private final Map<Synthesizer, Double> shares;
  private final double total;
  private final long seed;
  private int next;

  /**
   * Makes the plan.
   *
   * @param lines plain sentences, at least one
   * @param shares weight of each synthesizer, not negative, not all zero; iteration order counts
   * @param seed chooses sentences, voices and settings
   */
  UtterancePlan(List<String> lines, Map<Synthesizer, Double> shares, long seed) {
    this.prompts = new PromptSelector(lines, seed);
    this.shares = shares;
    this.total = shares.values().stream().mapToDouble(Double::doubleValue).sum();
    this.seed = seed;
  }

  /** The next utterance. */
  Utterance next() {
    int index = next++;
    Random random = new Random(31 * seed + index);
    random.nextInt(); // The first value of neighbouring seeds is nearly the same.
    Synthesizer synthesizer = draw(random.nextDouble() * total);
    return new Utterance(index, prompts.choose(), synthesizer, synthesizer.draw(random));
  }

  private Synthesizer draw(double point) {
    Synthesizer last = null;
    double sum = 0;
    for (Map.Entry<Synthesizer, Double> share : shares.entrySet()) {
      if (share.getValue() > 0) {
        last = share.getKey();
        sum += share.getValue();
        if (point < sum) {
          return last;
        }
      }
    }
    return last;
  }
}
