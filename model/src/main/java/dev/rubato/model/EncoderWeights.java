package dev.rubato.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names and shapes of the streaming encoder's weights: the contract between the trainer and the
 * graph. Linear weights are {@code [in, out]} (applied as {@code x W + b}); depthwise kernels are
 * {@code [taps, channels]}, oldest tap first.
 *
 * <p>Adaptive modules: the N learners of a feed-forward network, of a convolution module or of a
 * projection are N contiguous groups of hidden units or channels, in the same tensors as those of
 * the dense module; a projection becomes {@code .hidden} and {@code .output}. Gates are {@code
 * .gate.hidden} and {@code .gate.output}, the latter with one column per choice, fewest learners
 * first. Immutable; may be shared between threads.
 */
public final class EncoderWeights {
  /** Mean of every mel bin over training speech, {@code [M]}; not trained. */
  public static final String FEATURE_MEAN = "features.mean";

  /** One over the standard deviation of every mel bin, {@code [M]}; not trained. */
  public static final String FEATURE_SCALE = "features.scale";

  private EncoderWeights() {}

  /** Shapes of all weights by name, in the order of computation. */
  public static Map<String, int[]> shapes(EncoderConfig c) {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    shapes.put(FEATURE_MEAN, new int[] {c.melBins()});
    shapes.put(FEATURE_SCALE, new int[] {c.melBins()});
    linear(shapes, "front.hidden", c.stack() * c.melBins(), c.frontDim());
    linear(shapes, "front.output", c.frontDim(), c.dim());
    depthwise(shapes, "position", c.positionKernel(), c.dim());
    for (int layer = 0; layer < c.layers(); layer++) {
      layer(shapes, c, "layers." + layer + ".");
    }
    norm(shapes, "final.norm", c.dim());
    linear(shapes, "head", c.dim(), c.vocabulary());
    return shapes;
  }

  private static void layer(Map<String, int[]> shapes, EncoderConfig c, String layer) {
    int dim = c.dim();
    int keyValueDim = c.keyValueHeads() * c.headDim();
    norm(shapes, layer + "attention.norm", dim);
    gate(shapes, c, layer, AdaptiveSite.ATTENTION);
    projection(shapes, c, layer, AdaptiveSite.QUERY, dim);
    projection(shapes, c, layer, AdaptiveSite.KEY, keyValueDim);
    projection(shapes, c, layer, AdaptiveSite.VALUE, keyValueDim);
    projection(shapes, c, layer, AdaptiveSite.OUTPUT, dim);
    if (c.convolutionKernel() > 0) {
      norm(shapes, layer + "convolution.norm", dim);
      gate(shapes, c, layer, AdaptiveSite.CONVOLUTION);
      linear(shapes, layer + "convolution.expand", dim, 2 * dim);
      depthwise(shapes, layer + "convolution.depthwise", c.convolutionKernel(), dim);
      output(shapes, c, AdaptiveSite.CONVOLUTION, layer + "convolution.contract", dim, dim);
    }
    norm(shapes, layer + "ffn.norm", dim);
    gate(shapes, c, layer, AdaptiveSite.FFN);
    linear(shapes, layer + "ffn.hidden", dim, c.ffnDim());
    output(shapes, c, AdaptiveSite.FFN, layer + "ffn.output", c.ffnDim(), dim);
  }

  /** A dense projection, or learners of low rank in its place. */
  private static void projection(
      Map<String, int[]> shapes, EncoderConfig c, String layer, AdaptiveSite site, int outputs) {
    String name = layer + site.path();
    if (!c.adaptiveAt(site)) {
      boolean inAttention = site == AdaptiveSite.OUTPUT && c.adaptiveAt(AdaptiveSite.ATTENTION);
      output(shapes, c, inAttention ? AdaptiveSite.ATTENTION : site, name, c.dim(), outputs);
      return;
    }
    gate(shapes, c, layer, site);
    AdaptiveModule module = AdaptiveModule.of(c, 0, site);
    int hidden = module.learners() * module.learnerDim();
    linear(shapes, name + ".hidden", c.dim(), hidden);
    output(shapes, c, site, name + ".output", hidden, outputs);
  }

  /** The last linear map of a module, whose bias an adaptive module may do without. */
  private static void output(
      Map<String, int[]> shapes, EncoderConfig c, AdaptiveSite site, String name, int in, int out) {
    linear(shapes, name, in, out);
    if (c.adaptiveAt(site) && !c.adaptive().outputBias()) {
      shapes.remove(name + ".bias");
    }
  }

  private static void gate(
      Map<String, int[]> shapes, EncoderConfig c, String layer, AdaptiveSite site) {
    if (c.adaptiveAt(site)) {
      int choices = AdaptiveModule.of(c, 0, site).choices();
      linear(shapes, layer + site.path() + ".gate.hidden", c.dim(), c.adaptive().gateDim());
      linear(shapes, layer + site.path() + ".gate.output", c.adaptive().gateDim(), choices);
    }
  }

  /**
   * Checks that every weight is there, with its shape, and finite.
   *
   * @throws IllegalArgumentException naming each weight that is wrong and what was expected
   */
  public static void check(EncoderConfig config, Map<String, Tensor> weights) {
    List<String> problems = new ArrayList<>();
    shapes(config)
        .forEach(
            (name, shape) -> {
              Tensor tensor = weights.get(name);
              if (tensor == null) {
                problems.add(name + " is missing");
              } else if (!java.util.Arrays.equals(tensor.shape(), shape)) {
                problems.add(
                    "%s has shape %s instead of %s"
                        .formatted(
                            name,
                            java.util.Arrays.toString(tensor.shape()),
                            java.util.Arrays.toString(shape)));
              } else if (!allFinite(tensor.values())) {
                problems.add(name + " has values that are not finite");
              }
            });
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("encoder weights: " + String.join("; ", problems));
    }
  }

  private static boolean allFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private static void linear(Map<String, int[]> shapes, String name, int in, int out) {
    shapes.put(name + ".weight", new int[] {in, out});
    shapes.put(name + ".bias", new int[] {out});
  }

  private static void depthwise(Map<String, int[]> shapes, String name, int taps, int channels) {
    shapes.put(name + ".weight", new int[] {taps, channels});
    shapes.put(name + ".bias", new int[] {channels});
  }

  private static void norm(Map<String, int[]> shapes, String name, int dim) {
    shapes.put(name + ".weight", new int[] {dim});
    shapes.put(name + ".bias", new int[] {dim});
  }
}
