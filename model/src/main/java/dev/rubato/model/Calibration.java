package dev.rubato.model;

import java.util.List;

/**
 * The measured map of an adaptive model from a wanted budget to the price that realises it.
 * Immutable; may be shared between threads.
 *
 * @param points at least two, budgets strictly falling and prices strictly rising
 */
public record Calibration(List<Point> points) {

  /**
   * One measurement.
   *
   * @param budget executed over dense multiply-accumulates of the whole encoder on valid frames
   * @param price the dial's setting that led to it, finite
   */
  public record Point(double budget, double price) {
    /** Validates both fields. */
    public Point {
      if (!(budget > 0) || !Double.isFinite(budget) || !Double.isFinite(price)) {
        throw new IllegalArgumentException(
            "a calibration point needs a positive budget and a finite price, but has budget %s and price %s"
                .formatted(budget, price));
      }
    }
  }

  /** Checks the order of the points. */
  public Calibration {
    points = List.copyOf(points);
    if (points.size() < 2) {
      throw new IllegalArgumentException(
          "a calibration needs at least two points, but has " + points.size());
    }
    for (int i = 1; i < points.size(); i++) {
      if (points.get(i).budget() >= points.get(i - 1).budget()
          || points.get(i).price() <= points.get(i - 1).price()) {
        throw new IllegalArgumentException(
            "calibration points must have falling budgets and rising prices, but point %d does not"
                .formatted(i));
      }
    }
  }

  /** The smallest budget that this model can be asked for. */
  public double smallestBudget() {
    return points.get(points.size() - 1).budget();
  }

  /**
   * The price that realises a budget, interpolated linearly between the measured points. Budgets
   * above the largest measured one get its price.
   *
   * @param budget wanted fraction of the dense encoder's multiply-accumulates
   * @throws IllegalArgumentException if the budget is below the smallest possible one
   */
  public double price(double budget) {
    if (!(budget >= smallestBudget())) {
      throw new IllegalArgumentException(
          "budget %s is below %.2f, the least that this model can work with"
              .formatted(budget, smallestBudget()));
    }
    for (int i = 0; i < points.size(); i++) {
      Point cheaper = points.get(i);
      if (budget >= cheaper.budget()) {
        if (i == 0) {
          return cheaper.price();
        }
        Point dearer = points.get(i - 1);
        double part = (dearer.budget() - budget) / (dearer.budget() - cheaper.budget());
        return dearer.price() + part * (cheaper.price() - dearer.price());
      }
    }
    throw new AssertionError("unreachable: the last point has the smallest budget");
  }
}
