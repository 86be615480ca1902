package dev.rubato.training.adaptive;

import dev.rubato.model.AdaptiveModule;
import dev.rubato.model.EncoderConfig;
import dev.rubato.model.EncoderWeights;
import dev.rubato.model.Tensor;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Weights of an adaptive encoder to start distillation from: the teacher's, with the units of every
 * adaptive module ordered by importance, so that the first learner already holds what matters most.
 * With all learners it computes what the teacher does. (The paper starts from random learners; this
 * saves most of the first stage.) Stateless; may be shared between threads.
 */
final class StudentWeights {
  /** Head start of the choice to run all learners, so that untrained gates change nothing. */
  private static final float DENSE_BIAS = 2f;

  private StudentWeights() {}

  /**
   * Makes the weights.
   *
   * @param config the adaptive encoder
   * @param teacher weights of the dense encoder
   * @param seed of the gates
   */
  static Map<String, Tensor> of(EncoderConfig config, Map<String, Tensor> teacher, long seed) {
    Map<String, Tensor> weights = new LinkedHashMap<>(teacher);
    Random random = new Random(seed);
    for (AdaptiveModule module : AdaptiveModule.of(config)) {
      String name = module.name();
      switch (module.site()) {
        case FFN -> orderFeedForward(weights, name);
        case CONVOLUTION -> orderConvolution(weights, name);
        default -> {
          // A single learner has nothing to order.
        }
      }
      addGate(weights, config, name, random);
    }
    return weights;
  }

  private static void orderFeedForward(Map<String, Tensor> weights, String name) {
    Tensor hidden = weights.get(name + ".hidden.weight");
    Tensor output = weights.get(name + ".output.weight");
    int units = hidden.shape()[1];
    int[] order = byImportance(columnNorms(hidden, 0, units), rowNorms(output));
    weights.put(name + ".hidden.weight", columns(hidden, order));
    weights.put(name + ".hidden.bias", elements(weights.get(name + ".hidden.bias"), order));
    weights.put(name + ".output.weight", rows(output, order));
  }

  private static void orderConvolution(Map<String, Tensor> weights, String name) {
    Tensor expand = weights.get(name + ".expand.weight");
    Tensor contract = weights.get(name + ".contract.weight");
    int channels = contract.shape()[0];
    int[] order = byImportance(columnNorms(expand, 0, channels), rowNorms(contract));
    // The second half of the columns are the sigmoid gates of the first.
    int[] both =
        IntStream.range(0, 2 * channels)
            .map(i -> i < channels ? order[i] : channels + order[i - channels])
            .toArray();
    weights.put(name + ".expand.weight", columns(expand, both));
    weights.put(name + ".expand.bias", elements(weights.get(name + ".expand.bias"), both));
    weights.put(
        name + ".depthwise.weight", columns(weights.get(name + ".depthwise.weight"), order));
    weights.put(name + ".depthwise.bias", elements(weights.get(name + ".depthwise.bias"), order));
    weights.put(name + ".contract.weight", rows(contract, order));
  }

  private static void addGate(
      Map<String, Tensor> weights, EncoderConfig config, String name, Random random) {
    EncoderWeights.shapes(config)
        .forEach(
            (weight, shape) -> {
              if (!weight.startsWith(name + ".gate.")) {
                return;
              }
              float[] values = new float[IntStream.of(shape).reduce(1, Math::multiplyExact)];
              if (shape.length == 2) {
                double deviation =
                    weight.endsWith("output.weight") ? 0.01 : Math.sqrt(1.0 / shape[0]);
                for (int i = 0; i < values.length; i++) {
                  values[i] = (float) (deviation * random.nextGaussian());
                }
              } else if (weight.endsWith("output.bias")) {
                values[values.length - 1] = DENSE_BIAS;
              }
              weights.put(weight, new Tensor(shape, values));
            });
  }

  private static int[] byImportance(double[] in, double[] out) {
    return IntStream.range(0, in.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -in[i] * out[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double[] columnNorms(Tensor matrix, int from, int to) {
    int width = matrix.shape()[1];
    double[] squares = new double[to - from];
    for (int i = 0; i < matrix.values().length; i++) {
      int column = i % width;
      if (column >= from && column < to) {
        squares[column - from] += (double) matrix.values()[i] * matrix.values()[i];
      }
    }
    return java.util.Arrays.stream(squares).map(Math::sqrt).toArray();
  }

  private static double[] rowNorms(Tensor matrix) {
    int width = matrix.shape()[1];
    double[] squares = new double[matrix.shape()[0]];
    for (int i = 0; i < matrix.values().length; i++) {
      squares[i / width] += (double) matrix.values()[i] * matrix.values()[i];
    }
    return java.util.Arrays.stream(squares).map(Math::sqrt).toArray();
  }

  private static Tensor columns(Tensor matrix, int[] order) {
    int width = matrix.shape()[1];
    float[] values = new float[matrix.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = matrix.values()[i / width * width + order[i % width]];
    }
    return new Tensor(matrix.shape(), values);
  }

  private static Tensor rows(Tensor matrix, int[] order) {
    int width = matrix.shape()[1];
    float[] values = new float[matrix.values().length];
    for (int row = 0; row < order.length; row++) {
      System.arraycopy(matrix.values(), order[row] * width, values, row * width, width);
    }
    return new Tensor(matrix.shape(), values);
  }

  private static Tensor elements(Tensor vector, int[] order) {
    float[] values = new float[order.length];
    for (int i = 0; i < order.length; i++) {
      values[i] = vector.values()[order[i]];
    }
    return new Tensor(vector.shape(), values);
  }
}
