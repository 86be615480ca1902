package dev.rubato.server.config;

import java.time.Duration;
import java.util.Optional;

/**
 * The compute dial and its governor. Immutable; may be shared between threads.
 *
 * @param budget wanted fraction of the dense encoder's work
 * @param floor least fraction that the governor may go down to
 * @param governor whether the dial follows the load
 * @param governorDelay queue delay at which the governor acts
 */
public record ComputeConfig(
    @Setting(
            value = "",
            about =
                "Fraction of the dense encoder's work that streams get unless they ask for"
                    + " another, for example 0.5. Empty takes what the model was trained for. A"
                    + " dense model has no dial.")
        Optional<Double> budget,
    @Setting(
            value = "",
            about =
                "Least fraction that the governor may give a stream under load. Empty takes the"
                    + " least that the model can work with.")
        Optional<Double> floor,
    @Setting(
            value = "true",
            about =
                "Whether the server lowers the work per stream when chunks have to queue, and"
                    + " raises it again afterwards, before it refuses anybody.")
        boolean governor,
    @Setting(
            value = "150ms",
            about =
                "Delay of chunks in the encoder's queue above which the governor lowers the work;"
                    + " it raises it again below a third of this. A quarter of a chunk's length"
                    + " is hardly seen by readers.")
        Duration governorDelay) {

  /** Checks the ranges. */
  public ComputeConfig {
    fraction(budget, "compute.budget");
    fraction(floor, "compute.floor");
    Check.within(
        governorDelay, Duration.ofMillis(1), Duration.ofMinutes(1), "compute.governor-delay");
  }

  private static void fraction(Optional<Double> value, String key) {
    value.ifPresent(
        number -> Check.that(number > 0 && number <= 1, key, "must be in (0, 1]", number));
  }
}
