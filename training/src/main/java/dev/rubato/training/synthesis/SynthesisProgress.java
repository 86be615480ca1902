package dev.rubato.training.synthesis;

import java.util.Map;

/**
 * How far a synthesis is. Immutable; may be shared between threads.
 *
 * @param utterances recordings in the folder
 * @param hours audio in the folder by corpus, hours
 * @param wanted audio wanted, hours
 * @param made audio made by this call, hours
 * @param rejected utterances of this call that gave no usable speech
 */
public record SynthesisProgress(
    int utterances, Map<String, Double> hours, double wanted, double made, int rejected) {

  /** Audio in the folder, hours. */
  public double total() {
    return hours.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
