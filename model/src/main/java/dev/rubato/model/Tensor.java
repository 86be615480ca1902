package dev.rubato.model;

import java.util.Arrays;

/**
 * A named-by-its-owner array of weights, row-major. The values are not copied: whoever made the
 * tensor must not change them afterwards. May be shared between threads.
 *
 * @param shape size of every axis
 * @param values the weights, as many as the product of {@code shape}
 */
public record Tensor(int[] shape, float[] values) {

  /** Checks that shape and values agree. */
  public Tensor {
    long size = 1;
    for (int axis : shape) {
      size = Math.multiplyExact(size, (long) axis);
    }
    if (size != values.length) {
      throw new IllegalArgumentException(
          "a tensor of shape %s has %d values, but %d were given"
              .formatted(Arrays.toString(shape), size, values.length));
    }
  }

  /** Makes a tensor. */
  public static Tensor of(float[] values, int... shape) {
    return new Tensor(shape.clone(), values);
  }
}
