package dev.rubato.model.graph;

import java.util.Set;

/**
 * How a graph stores and multiplies its weight matrices. Immutable; may be shared between threads.
 *
 * <p>With {@code int8}, weights are 8-bit whole numbers with one scale per column, and inputs are
 * quantised while the graph runs, with one scale for all rows of a run; so a stream's results
 * depend a little on its batch mates. Weights use 7 of the 8 bits: without VNNI instructions,
 * processors add pairs of products in 16 bits, and 255 * 64 * 2 is the largest sum that fits.
 *
 * @param int8 whether weight matrices are quantised
 * @param float32 prefixes of the names of linear maps that stay as they are, for example {@code
 *     head}; gates always do
 */
public record Precision(boolean int8, Set<String> float32) {
  /** Weights as trained. */
  public static final Precision FLOAT32 = new Precision(false, Set.of());

  /** All linear maps quantised but the gates and the head, which decide. */
  public static final Precision INT8 = new Precision(true, Set.of("head"));

  /** Copies the set. */
  public Precision {
    float32 = Set.copyOf(float32);
  }

  /** Whether a linear map is quantised. */
  boolean quantizes(String name) {
    return int8 && !name.contains(".gate.") && float32.stream().noneMatch(name::startsWith);
  }
}
