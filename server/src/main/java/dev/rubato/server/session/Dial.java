package dev.rubato.server.session;

import dev.rubato.model.Calibration;
import dev.rubato.server.config.ComputeConfig;
import dev.rubato.server.session.SessionProblem.Kind;
import java.util.Optional;

/**
 * Turns budgets into prices for the model of this server. Immutable; may be shared between threads.
 */
public final class Dial {
  private final Optional<Calibration> calibration;
  private final Optional<Double> standard;
  private final Optional<Double> floor;

  /**
   * Makes a dial.
   *
   * @param calibration of the model, empty if it has none: then there is nothing to turn
   * @param config the operator's wishes
   */
  public Dial(Optional<Calibration> calibration, ComputeConfig config) {
    this.calibration = calibration;
    this.standard = config.budget();
    this.floor = config.floor();
  }

  /** Whether the model's compute can be turned. */
  public boolean isAdjustable() {
    return calibration.isPresent();
  }

  /** The least budget that a client can ask for, if there is a dial. */
  public Optional<Double> smallestBudget() {
    return calibration.map(Calibration::smallestBudget);
  }

  /**
   * The budget that a client gets.
   *
   * @param wanted what it asked for, if anything
   * @throws SessionException if the model cannot work with it
   */
  public Optional<Double> budget(Optional<Double> wanted) {
    if (wanted.isEmpty()) {
      return isAdjustable() ? standard : Optional.empty();
    }
    if (!isAdjustable()) {
      throw new SessionException(
          Kind.BAD_REQUEST,
          "budget: the model of this server is dense and has no dial; leave it out");
    }
    double least = calibration.orElseThrow().smallestBudget();
    if (!(wanted.get() >= least && wanted.get() <= 1)) {
      throw new SessionException(
          Kind.BAD_REQUEST,
          "budget must be in [%.2f, 1] with this model, but is %s".formatted(least, wanted.get()));
    }
    return wanted;
  }

  /**
   * The price of a stream.
   *
   * @param budget what {@link #budget} gave
   * @param level how far the governor has turned the dial down, in [0, 1]
   */
  double price(Optional<Double> budget, double level) {
    if (calibration.isEmpty()) {
      return 0;
    }
    Calibration map = calibration.get();
    double wanted = budget.map(map::price).orElse(0.0);
    double lowest = map.price(Math.max(map.smallestBudget(), floor.orElse(0.0)));
    return lowest <= wanted ? wanted : wanted + level * (lowest - wanted);
  }
}
