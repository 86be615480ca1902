package dev.rubato.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Which modules of an encoder are adaptive computation modules and how their gates look (Wójcik et
 * al., Adaptive Computation Modules, AAAI 2025). Immutable; may be shared between threads.
 *
 * @param learners for every adaptive site its number of learners N; one {@link
 *     AdaptiveSite#ATTENTION} learner at most, and then no {@link AdaptiveSite#QUERY} or {@link
 *     AdaptiveSite#OUTPUT}
 * @param gateDim hidden width of every gate
 * @param gateActivation function between the two layers of a gate
 * @param projectionActivation function between the two layers of a learner at a projection
 * @param outputBias whether adaptive modules keep the output bias of the module that they replace,
 *     added to every frame whatever its number of learners
 */
public record AdaptiveConfig(
    Map<AdaptiveSite, Integer> learners,
    int gateDim,
    Activation gateActivation,
    Activation projectionActivation,
    boolean outputBias) {

  /** Validates the fields against each other. */
  public AdaptiveConfig {
    if (learners == null || learners.isEmpty()) {
      throw new IllegalArgumentException("learners must name at least one adaptive site");
    }
    learners = Collections.unmodifiableMap(new EnumMap<>(learners));
    learners.forEach(
        (site, count) -> {
          if (count == null || count < 1) {
            throw new IllegalArgumentException(
                "learners of %s must be positive, but is %s".formatted(site, count));
          }
        });
    if (learners.containsKey(AdaptiveSite.ATTENTION)) {
      if (learners.get(AdaptiveSite.ATTENTION) != 1) {
        throw new IllegalArgumentException(
            "learners of ATTENTION must be 1, but is " + learners.get(AdaptiveSite.ATTENTION));
      }
      if (learners.containsKey(AdaptiveSite.QUERY) || learners.containsKey(AdaptiveSite.OUTPUT)) {
        throw new IllegalArgumentException(
            "ATTENTION includes the query and output projections; they cannot be adaptive too");
      }
    }
    if (gateDim < 1) {
      throw new IllegalArgumentException("gateDim must be positive, but is " + gateDim);
    }
    if (gateActivation == null || projectionActivation == null) {
      throw new IllegalArgumentException("gateActivation and projectionActivation must be given");
    }
  }

  /** Adaptive feed-forward networks only, as in the paper's speech experiment. */
  public static AdaptiveConfig feedForward(int learners, int gateDim) {
    return new AdaptiveConfig(
        Map.of(AdaptiveSite.FFN, learners), gateDim, Activation.GELU, Activation.GELU, true);
  }
}
