package dev.rubato.model;

import java.util.ArrayList;
import java.util.List;

/**
 * One adaptive module of an encoder. For every frame its gate chooses how many of its learners run;
 * the module's output is the sum of the first ones. Immutable; may be shared between threads.
 *
 * @param layer index of the layer
 * @param site place in the layer
 * @param learners number of learners N
 * @param inputDim width of what gate and learners see
 * @param learnerDim hidden width of one learner
 * @param outputDim width of the sum
 * @param gateDim hidden width of the gate
 */
public record AdaptiveModule(
    int layer,
    AdaptiveSite site,
    int learners,
    int inputDim,
    int learnerDim,
    int outputDim,
    int gateDim) {

  /**
   * The adaptive modules of an encoder, in the order of the last axis of its {@code learners}
   * output; none for a dense one.
   */
  public static List<AdaptiveModule> of(EncoderConfig config) {
    List<AdaptiveModule> modules = new ArrayList<>();
    if (config.adaptive() != null) {
      for (int layer = 0; layer < config.layers(); layer++) {
        for (AdaptiveSite site : config.adaptive().learners().keySet()) {
          modules.add(of(config, layer, site));
        }
      }
    }
    return List.copyOf(modules);
  }

  /** The adaptive module at a place where the encoder has one. */
  public static AdaptiveModule of(EncoderConfig config, int layer, AdaptiveSite site) {
    int learners = config.adaptive().learners().get(site);
    int dim = config.dim();
    int keyValueDim = config.keyValueHeads() * config.headDim();
    int output = site == AdaptiveSite.KEY || site == AdaptiveSite.VALUE ? keyValueDim : dim;
    int hidden =
        switch (site) {
          case FFN -> config.ffnDim() / learners;
          case CONVOLUTION, ATTENTION -> dim / learners;
          case QUERY, KEY, VALUE, OUTPUT -> projectionDim(dim, output, learners);
        };
    return new AdaptiveModule(
        layer, site, learners, dim, hidden, output, config.adaptive().gateDim());
  }

  /** The width at which all learners together cost what a linear layer with bias costs. */
  private static int projectionDim(int input, int output, int learners) {
    double all = (double) output * (input + 1) / (input + output + 1);
    return (int) Math.max(1, Math.round(all / learners));
  }

  /** Name of the module, for example {@code layers.3.ffn}; the prefix of its weights. */
  public String name() {
    return "layers." + layer + "." + site.path();
  }

  /** Number of outcomes of the gate: {@code site().fewest()} to {@code learners()}. */
  public int choices() {
    return learners - site.fewest() + 1;
  }

  /** Multiply-accumulates of one learner for one frame. */
  public long learnerMacs() {
    long in = inputDim;
    return switch (site) {
      case FFN, QUERY, KEY, VALUE, OUTPUT -> (in + outputDim) * learnerDim;
      case CONVOLUTION -> (2 * in + outputDim) * learnerDim;
      case ATTENTION -> in * outputDim + (long) outputDim * outputDim;
    };
  }

  /** Multiply-accumulates of the gate for one frame. */
  public long gateMacs() {
    return (long) gateDim * (inputDim + choices());
  }
}
