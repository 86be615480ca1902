package dev.rubato.server;

import dev.rubato.audio.FeatureRecipe;
import dev.rubato.model.EncoderConfig;
import dev.rubato.model.EncoderWeights;
import dev.rubato.model.ModelDescription;
import dev.rubato.model.ModelPackageWriter;
import dev.rubato.model.Tensor;
import dev.rubato.model.Vocabulary;
import dev.rubato.model.graph.StreamingEncoderGraph;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A real model package that hears tones as letters: one pitch for each of the letters a to f and
 * one for the space between words. Its weights are set by hand, so what it writes is known
 * beforehand. Chunks are 600 ms long, as in the embedded model.
 */
public final class ToneModel {
  /** What it can write. */
  public static final Vocabulary VOCABULARY = Vocabulary.ofCharacters("abcdef");

  private static final FeatureRecipe RECIPE = FeatureRecipe.DEFAULT;
  private static final int DIM = 16;
  private static final EncoderConfig CONFIG =
      new EncoderConfig(80, 8, 4, DIM, DIM, 1, 2, 1, DIM, 1, 0, 15, 15, VOCABULARY.size());

  /** Mel bin of the space; the letters follow at equal distances. */
  private static final int FIRST_BIN = 12;

  private static final int BIN_STEP = 6;

  private static final float SCALE = 0.1f;
  private static final float THRESHOLD = 1.4f;
  private static final float GAIN = 10;
  private static final float HEAD = 3;
  private static final float BLANK_BIAS = 6;

  private ToneModel() {}

  /** Writes the package into a folder that need not exist. */
  public static Path write(Path folder) {
    ModelDescription description =
        ModelDescription.of("tones", "en", CONFIG, RECIPE, VOCABULARY, Map.of("data", "none"));
    new ModelPackageWriter(description, StreamingEncoderGraph.write(CONFIG, weights()))
        .write(folder);
    return folder;
  }

  /** Pitch of a letter or of the space, Hz: the centre of its mel bin. */
  static double pitch(char symbol) {
    int index = symbol == ' ' ? 0 : symbol - 'a' + 1;
    double low = mel(RECIPE.lowHz());
    double step = (mel(RECIPE.highHz()) - low) / (RECIPE.melBins() + 1);
    double centre = low + (bin(index) + 1) * step;
    return 700 * (Math.exp(centre / 1127) - 1);
  }

  private static double mel(double hz) {
    return 1127 * Math.log(1 + hz / 700);
  }

  private static int bin(int index) {
    return FIRST_BIN + index * BIN_STEP;
  }

  private static Map<String, Tensor> weights() {
    Map<String, Tensor> weights = new HashMap<>();
    EncoderWeights.shapes(CONFIG)
        .forEach(
            (name, shape) -> {
              int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
              weights.put(name, Tensor.of(new float[size], shape));
            });
    Arrays.fill(values(weights, EncoderWeights.FEATURE_MEAN), (float) Math.log(RECIPE.floor()));
    Arrays.fill(values(weights, EncoderWeights.FEATURE_SCALE), SCALE);
    Arrays.fill(values(weights, "final.norm.weight"), 1);
    Arrays.fill(values(weights, "front.hidden.bias"), -GAIN * THRESHOLD);
    values(weights, "head.bias")[Vocabulary.BLANK] = BLANK_BIAS;
    for (int index = 0; index < VOCABULARY.size() - 1; index++) {
      for (int frame = 0; frame < CONFIG.stack(); frame++) {
        int row = frame * CONFIG.melBins() + bin(index);
        values(weights, "front.hidden.weight")[row * DIM + index] = GAIN / CONFIG.stack();
      }
      values(weights, "front.output.weight")[index * DIM + index] = 1;
      values(weights, "head.weight")[index * VOCABULARY.size() + index + 1] = HEAD;
    }
    return weights;
  }

  private static float[] values(Map<String, Tensor> weights, String name) {
    return weights.get(name).values();
  }
}
