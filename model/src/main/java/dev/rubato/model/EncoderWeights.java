package dev.rubato.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names and shapes of the streaming encoder's weights: the contract between the trainer and the
 * graph. Linear weights are {@code [in, out]} (applied as {@code x W + b}); depthwise kernels are
 * {@code [taps, channels]}, oldest tap first. Immutable; may be shared between threads.
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
    int keyValueDim = c.keyValueHeads() * c.headDim();
    for (int layer = 0; layer < c.layers(); layer++) {
      String attention = "layers." + layer + ".attention.";
      norm(shapes, attention + "norm", c.dim());
      linear(shapes, attention + "query", c.dim(), c.dim());
      linear(shapes, attention + "key", c.dim(), keyValueDim);
      linear(shapes, attention + "value", c.dim(), keyValueDim);
      linear(shapes, attention + "output", c.dim(), c.dim());
      if (c.convolutionKernel() > 0) {
        String convolution = "layers." + layer + ".convolution.";
        norm(shapes, convolution + "norm", c.dim());
        linear(shapes, convolution + "expand", c.dim(), 2 * c.dim());
        depthwise(shapes, convolution + "depthwise", c.convolutionKernel(), c.dim());
        linear(shapes, convolution + "contract", c.dim(), c.dim());
      }
      String ffn = "layers." + layer + ".ffn.";
      norm(shapes, ffn + "norm", c.dim());
      linear(shapes, ffn + "hidden", c.dim(), c.ffnDim());
      linear(shapes, ffn + "output", c.ffnDim(), c.dim());
    }
    norm(shapes, "final.norm", c.dim());
    linear(shapes, "head", c.dim(), c.vocabulary());
    return shapes;
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
