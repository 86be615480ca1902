package dev.rubato.training.adaptive;

/**
 * Artificial labels for gate pre-training: how many learners a frame needs, judged by how much each
 * further learner lessens the distance to the teacher's output (paper, section 3.2). Immutable; may
 * be shared between threads.
 *
 * @param factor a learner that lessens the distance by less than this factor does not help; the
 *     published code uses 1.2, which is a threshold of 1 / 1.2 in the paper's terms
 * @param variant which learner count follows from that
 */
public record GateLabels(double factor, Variant variant) {

  /** How the first learner that does not help becomes a label. */
  public enum Variant {
    /**
     * The published code: that learner included; all learners if it is the first or there is none.
     */
    PUBLISHED,
    /** Without that learner, so 0 and 1 occur too. */
    EXCLUSIVE
  }

  /** Checks the factor. */
  public GateLabels {
    if (!(factor > 1)) {
      throw new IllegalArgumentException("factor must be larger than 1, but is " + factor);
    }
  }

  /**
   * Label of a frame.
   *
   * @param distances Euclidean distance to the teacher's output after 0 to N learners
   * @return number of learners, 0 to N
   */
  public int label(double... distances) {
    int learners = distances.length - 1;
    int useless = learners + 1;
    for (int n = learners; n >= 1; n--) {
      if (distances[n - 1] < factor * distances[n]) {
        useless = n;
      }
    }
    if (variant == Variant.EXCLUSIVE) {
      return useless - 1;
    }
    return useless < 2 || useless > learners ? learners : useless;
  }
}
