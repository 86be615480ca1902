package dev.rubato.model.graph;

import dev.rubato.model.EncoderConfig;
import dev.rubato.model.EncoderWeights;
import dev.rubato.model.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Weights of realistic sizes for encoders that were never trained. */
final class RandomWeights {
  private RandomWeights() {}

  /** Weights that keep the size of activations about the same from layer to layer. */
  static Map<String, Tensor> of(EncoderConfig config, long seed) {
    RandomGenerator random = generator(seed);
    Map<String, Tensor> weights = new LinkedHashMap<>();
    EncoderWeights.shapes(config)
        .forEach((name, shape) -> weights.put(name, tensor(random, name, shape)));
    return weights;
  }

  static RandomGenerator generator(long seed) {
    return RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(seed);
  }

  private static Tensor tensor(RandomGenerator random, String name, int[] shape) {
    int size = 1;
    for (int axis : shape) {
      size *= axis;
    }
    boolean matrix = shape.length == 2;
    double center = !matrix && name.endsWith("norm.weight") || name.endsWith("scale") ? 1 : 0;
    double spread = matrix ? 1.5 / Math.sqrt(shape[0]) : 0.2;
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (center + spread * random.nextGaussian());
    }
    return Tensor.of(values, shape);
  }
}
