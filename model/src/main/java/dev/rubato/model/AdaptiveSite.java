package dev.rubato.model;

/** Where in a layer an adaptive module can stand, in the order of computation. */
public enum AdaptiveSite {
  /**
   * Queries and output projection of the attention: one learner, so a frame either attends or only
   * lends its key and value to others.
   */
  ATTENTION("attention", 0),
  /** The query projection, as learners of low rank. */
  QUERY("attention.query", 1),
  /** The key projection, as learners of low rank. */
  KEY("attention.key", 1),
  /** The value projection, as learners of low rank. */
  VALUE("attention.value", 1),
  /** The output projection of the attention, as learners of low rank. */
  OUTPUT("attention.output", 0),
  /** The convolution module, whose channels are grouped into learners. */
  CONVOLUTION("convolution", 0),
  /** The feed-forward network, whose hidden units are grouped into learners. */
  FFN("ffn", 0);

  private final String path;
  private final int fewest;

  AdaptiveSite(String path, int fewest) {
    this.path = path;
    this.fewest = fewest;
  }

  /** Name of the module in its layer, as in the names of weights. */
  public String path() {
    return path;
  }

  /** Fewest learners that a valid frame runs: 0 where a residual path goes around the module. */
  public int fewest() {
    return fewest;
  }
}
