package dev.rubato.cli;

import dev.rubato.engine.Recognizer;
import dev.rubato.engine.StreamOptions;
import dev.rubato.model.Calibration;
import dev.rubato.model.ModelDescription;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where the compute dial of an adaptive model stands. Filled by picocli; used by one thread. */
final class DialOptions {
  private static final String AUTO = "auto";

  @ArgGroup private Dial dial = new Dial();

  private static final class Dial {
    @Option(
        names = "--budget",
        paramLabel = "B",
        description =
            "Compute to spend, as a fraction of the dense encoder's multiply-accumulates, or auto:"
                + " what the model was trained for. Default: auto.")
    private String budget;

    @Option(
        names = "--price",
        paramLabel = "P",
        description = "The same dial, uncalibrated: 0 is auto, higher is cheaper.")
    private Double price;
  }

  /**
   * The wanted options for streams.
   *
   * @throws BadInputException if the model cannot do what is wanted
   */
  StreamOptions apply(StreamOptions options, Recognizer recognizer) {
    if (dial.price != null) {
      if (dial.price.isNaN()) {
        throw new BadInputException("--price must be a number");
      }
      return options.withPrice(dial.price);
    }
    if (dial.budget == null || dial.budget.equals(AUTO)) {
      return options;
    }
    return options.withPrice(price(recognizer.model()));
  }

  private double price(ModelDescription model) {
    double budget;
    try {
      budget = Double.parseDouble(dial.budget);
    } catch (NumberFormatException e) {
      throw new BadInputException(
          "--budget must be auto or a fraction such as 0.5, but is " + dial.budget, e);
    }
    Calibration calibration =
        model
            .calibration()
            .orElseThrow(
                () ->
                    new BadInputException(
                        "the model %s is not adaptive or not calibrated; leave --budget out"
                            .formatted(model.name())));
    try {
      return calibration.price(budget);
    } catch (IllegalArgumentException e) {
      throw new BadInputException("--budget: " + e.getMessage(), e);
    }
  }
}
