package dev.rubato.training.net;

import dev.rubato.model.EncoderConfig;
import dev.rubato.model.EncoderWeights;
import dev.rubato.model.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Random weights to start training from. Stateless; may be shared between threads. */
public final class Initializer {
  private Initializer() {}

  /**
   * Weights of the encoder and of the auxiliary head.
   *
   * @param config the encoder
   * @param phones symbols of the auxiliary head, 0 for none
   * @param seed determines the values
   */
  public static Map<String, Tensor> initial(EncoderConfig config, int phones, long seed) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    Random random = new Random(seed);
    EncoderWeights.shapes(config)
        .forEach((name, shape) -> weights.put(name, initial(name, shape, config, random)));
    if (phones > 0) {
      auxiliary(config, phones)
          .forEach((name, shape) -> weights.put(name, initial(name, shape, config, random)));
    }
    return weights;
  }

  /** Shapes of the auxiliary head's weights, which are not part of a model package. */
  public static Map<String, int[]> auxiliary(EncoderConfig config, int phones) {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    shapes.put("phones.norm.weight", new int[] {config.dim()});
    shapes.put("phones.norm.bias", new int[] {config.dim()});
    shapes.put("phones.weight", new int[] {config.dim(), phones});
    shapes.put("phones.bias", new int[] {phones});
    return shapes;
  }

  private static Tensor initial(String name, int[] shape, EncoderConfig config, Random random) {
    int size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    float[] values = new float[size];
    if (name.endsWith("norm.weight") || name.equals(EncoderWeights.FEATURE_SCALE)) {
      Arrays.fill(values, 1f);
    } else if (shape.length == 2) {
      double deviation = Math.sqrt(1.0 / shape[0]);
      boolean ontoResidual =
          name.endsWith("attention.output.weight")
              || name.endsWith("contract.weight")
              || name.endsWith("ffn.output.weight");
      if (ontoResidual) {
        // The residual stream would otherwise grow with the number of modules added to it.
        deviation /= Math.sqrt(2.0 * config.layers());
      }
      for (int i = 0; i < size; i++) {
        values[i] = (float) (deviation * random.nextGaussian());
      }
    }
    return new Tensor(shape, values);
  }
}
