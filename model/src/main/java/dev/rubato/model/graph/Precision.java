package dev.rubato.model.graph;

import java.util.Map;
import java.util.Set;

/**
 * How a graph stores and multiplies its weight matrices. Immutable; may be shared between threads.
 *
 * <p>With {@code int8}, weights are 8-bit whole numbers with one scale per column. Inputs are
 * quantised while the graph runs, either within ranges that were measured before, or within the
 * extremes of all rows of a run; in the latter case a stream's results depend a little on its batch
 * mates. Weights use 7 of the 8 bits: without VNNI instructions, processors add pairs of products
 * in 16 bits, and 255 * 64 * 2 is the largest sum that fits.
 *
 * @param int8 whether weight matrices are quantised
 * @param float32 prefixes of the names of linear maps that stay as they are, for example {@code
 *     head}; gates always do
 * @param ranges of the inputs of all linear maps that are quantised, by their names; none to find
 *     them in every run
 */
public record Precision(boolean int8, Set<String> float32, Map<String, ActivationRange> ranges) {
  /** Weights as trained. */
  public static final Precision FLOAT32 = new Precision(false, Set.of(), Map.of());

  /** All linear maps quantised but the gates and the head, which decide; ranges of every run. */
  public static final Precision INT8 = new Precision(true, Set.of("head"), Map.of());

  /** Copies set and map. */
  public Precision {
    float32 = Set.copyOf(float32);
    ranges = Map.copyOf(ranges);
  }

  /** As {@link #INT8}, with measured ranges: a stream does not depend on its batch mates. */
  public static Precision int8(Map<String, ActivationRange> ranges) {
    return new Precision(true, INT8.float32(), ranges);
  }

  /** Whether a linear map is quantised. */
  boolean quantizes(String name) {
    return int8 && !name.contains(".gate.") && float32.stream().noneMatch(name::startsWith);
  }
}
