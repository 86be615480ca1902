package dev.rubato.model.graph;

import dev.rubato.model.EncoderConfig;
import dev.rubato.model.Tensor;
import dev.rubato.model.onnx.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds the ranges of activations for a quantised graph that does not depend on the batch: run
 * {@link #graph} over speech like a streaming encoder, in runs of one or few chunks without padding
 * and at price {@code -infinity}, give every run's outputs {@link #outputs} to {@link #accept}, and
 * quantise with {@link #ranges}. Not safe for use by several threads at once.
 */
public final class RangeProbe {
  /** Share of runs whose extremes are covered; the rest is taken for outliers. */
  private static final double COVERED = 0.95;

  private final byte[] graph;

  /** By output: the linear map that it belongs to, and the ranges of all runs. */
  private final Map<String, String> maps = new TreeMap<>();

  private final Map<String, List<float[]>> extremes = new HashMap<>();

  /** Prepares a probe of the linear maps that {@link Precision#INT8} quantises. */
  public RangeProbe(EncoderConfig config, Map<String, Tensor> weights) {
    this.graph =
        StreamingEncoderGraph.write(config, weights, Precision.FLOAT32, Optional.of(this::declare));
  }

  /** A map that is cut into learners comes once for each of them, with inputs of their own. */
  private void declare(String map, Value range) {
    if (Precision.INT8.quantizes(map)) {
      String output = "range.%s.%d".formatted(map, maps.size());
      maps.put(output, map);
      extremes.put(output, new ArrayList<>());
      range.graph().output(output, range);
    }
  }

  /** The streaming graph with more outputs, float {@code [2]}, for the inputs of linear maps. */
  public byte[] graph() {
    return graph.clone();
  }

  /** Names of the outputs to hand over. */
  public List<String> outputs() {
    return List.copyOf(maps.keySet());
  }

  /**
   * Takes what one run put out.
   *
   * @param output one of {@link #outputs}
   * @param range its two numbers
   */
  public void accept(String output, float[] range) {
    extremes.get(output).add(range.clone());
  }

  /**
   * The ranges that cover most runs.
   *
   * @throws IllegalStateException if nothing was accepted for an output
   */
  public Map<String, ActivationRange> ranges() {
    Map<String, ActivationRange> ranges = new HashMap<>();
    maps.forEach((output, map) -> ranges.merge(map, range(output), ActivationRange::union));
    return ranges;
  }

  private ActivationRange range(String output) {
    List<float[]> runs = extremes.get(output);
    if (runs.isEmpty()) {
      throw new IllegalStateException("no run was accepted for " + output);
    }
    float smallest = -covered(runs.stream().mapToDouble(run -> -run[0]).toArray());
    float largest = covered(runs.stream().mapToDouble(run -> run[1]).toArray());
    // Inputs that were never anything but 0 still need a step.
    return new ActivationRange(Math.min(0, smallest), Math.max(1e-6f, largest));
  }

  private static float covered(double[] values) {
    Arrays.sort(values);
    return (float) values[(int) Math.ceil(COVERED * (values.length - 1))];
  }
}
