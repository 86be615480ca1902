package dev.rubato.engine;

import dev.rubato.audio.FeatureRecipe;
import dev.rubato.model.Activation;
import dev.rubato.model.AdaptiveConfig;
import dev.rubato.model.AdaptiveSite;
import dev.rubato.model.EncoderConfig;
import dev.rubato.model.EncoderWeights;
import dev.rubato.model.ModelDescription;
import dev.rubato.model.ModelPackageWriter;
import dev.rubato.model.Tensor;
import dev.rubato.model.Vocabulary;
import dev.rubato.model.graph.StreamingEncoderGraph;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * Real model packages that learned nothing: random weights, scaled so that the symbols change from
 * frame to frame and half of the frames are blank. For tests of this and other modules.
 */
public final class RandomModels {
  /** A tiny encoder: 40 ms frames, chunks of 8 frames. */
  public static final EncoderConfig TINY =
      new EncoderConfig(80, 8, 4, 32, 32, 2, 2, 1, 48, 5, 3, 8, 16, Vocabulary.ENGLISH.size());

  /** The same with a gate before everything that can be adaptive. */
  public static final EncoderConfig TINY_ADAPTIVE =
      TINY.withAdaptive(
          new AdaptiveConfig(
              Map.of(AdaptiveSite.FFN, 4, AdaptiveSite.CONVOLUTION, 2, AdaptiveSite.ATTENTION, 1),
              8,
              Activation.GELU,
              Activation.GELU,
              true));

  private static final float MEAN_LOG_MEL = -4;
  private static final float LOG_MEL_SCALE = 0.4f;
  private static final float HEAD_GAIN = 2.5f;
  private static final float BLANK_BIAS = 7f;
  private static final float DELIMITER_BIAS = 3f;

  private RandomModels() {}

  /** Writes a tiny English package into a folder that need not exist. */
  public static Path write(Path folder) {
    return write(folder, TINY, Vocabulary.ENGLISH, 1);
  }

  /** Writes a package into a folder that need not exist. */
  public static Path write(Path folder, EncoderConfig config, Vocabulary vocabulary, long seed) {
    ModelDescription description =
        ModelDescription.of(
            "random",
            "en",
            config,
            FeatureRecipe.DEFAULT,
            vocabulary,
            Map.of("data", "none", "seed", seed));
    byte[] graph = StreamingEncoderGraph.write(config, weights(config, seed));
    new ModelPackageWriter(description, graph).write(folder);
    return folder;
  }

  private static Map<String, Tensor> weights(EncoderConfig config, long seed) {
    Random random = new Random(seed);
    Map<String, Tensor> weights = new HashMap<>();
    EncoderWeights.shapes(config)
        .forEach((name, shape) -> weights.put(name, Tensor.of(values(name, shape, random), shape)));
    float[] bias = weights.get("head.bias").values();
    bias[Vocabulary.BLANK] += BLANK_BIAS;
    bias[Vocabulary.BLANK + 1] += DELIMITER_BIAS;
    return weights;
  }

  private static float[] values(String name, int[] shape, Random random) {
    int size = 1;
    for (int axis : shape) {
      size *= axis;
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      float gaussian = (float) random.nextGaussian();
      if (name.equals(EncoderWeights.FEATURE_MEAN)) {
        values[i] = MEAN_LOG_MEL;
      } else if (name.equals(EncoderWeights.FEATURE_SCALE)) {
        values[i] = LOG_MEL_SCALE;
      } else if (name.endsWith("norm.weight")) {
        values[i] = 1 + 0.1f * gaussian;
      } else if (shape.length == 1) {
        values[i] = 0.1f * gaussian;
      } else {
        float gain = name.equals("head.weight") ? HEAD_GAIN : 1;
        values[i] = gain * gaussian / (float) Math.sqrt(shape[0]);
      }
    }
    return values;
  }
}
