package dev.rubato.model.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Comparisons of log-probabilities within the tolerance that the contracts state. */
final class Assertions {
  static final double TOLERANCE = 1e-4;

  private Assertions() {}

  /** Compares as many frames as are expected. */
  static void assertClose(double[][] expected, float[][] actual) {
    for (int t = 0; t < expected.length; t++) {
      for (int v = 0; v < expected[t].length; v++) {
        assertEquals(
            expected[t][v], actual[t][v], TOLERANCE, "frame %d, symbol %d".formatted(t, v));
      }
    }
  }

  /** Compares as many frames as are expected. */
  static void assertClose(float[][] expected, float[][] actual) {
    double[][] wide = new double[expected.length][];
    for (int t = 0; t < wide.length; t++) {
      wide[t] = new double[expected[t].length];
      for (int v = 0; v < wide[t].length; v++) {
        wide[t][v] = expected[t][v];
      }
    }
    assertClose(wide, actual);
  }
}
