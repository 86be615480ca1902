package dev.rubato.training.plot;

import java.util.Arrays;

/**
 * A named sequence of points. Its arrays are not changed by anybody; may be shared between threads.
 *
 * @param name for the legend
 * @param x abscissae
 * @param y ordinates, as many
 */
record Curve(String name, double[] x, double[] y) {

  Curve {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "a curve needs as many x as y, but has " + x.length + " and " + y.length);
    }
  }

  /** Every ordinate times the factor. */
  Curve scaled(double factor) {
    return new Curve(name, x, Arrays.stream(y).map(value -> factor * value).toArray());
  }

  /** At most so many points; each is the mean of neighbours. */
  Curve thinned(int points) {
    if (x.length <= points) {
      return this;
    }
    double[] meanX = new double[points];
    double[] meanY = new double[points];
    for (int i = 0; i < points; i++) {
      int from = (int) ((long) i * x.length / points);
      int to = (int) ((long) (i + 1) * x.length / points);
      meanX[i] = Arrays.stream(x, from, to).average().orElseThrow();
      meanY[i] = Arrays.stream(y, from, to).average().orElseThrow();
    }
    return new Curve(name, meanX, meanY);
  }
}
