package dev.rubato.training.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rubato.audio.FeatureRecipe;
import dev.rubato.audio.LogMelExtractor;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FeatureAugmenterTest {
  private static final FeatureRecipe RECIPE = FeatureRecipe.DEFAULT;
  private static final int BINS = RECIPE.melBins();
  private static final AugmentConfig NOTHING =
      new AugmentConfig(0, 0, 0, 0, 0, 5, 30, 0, 0, 0, 0, 0, 0);

  @Test
  void withoutAnyVariationFeaturesStayAsTheyAre() {
    float[] features = tone(500);
    float[] varied =
        new FeatureAugmenter(NOTHING, RECIPE)
            .augment(features, new float[BINS], new SplittableRandom(1));
    assertArrayEquals(features, varied, 1e-3f);
  }

  @Test
  void theSameSeedGivesTheSameFeaturesAndTheInputIsNotTouched() {
    float[] features = tone(500);
    float[] before = features.clone();
    FeatureAugmenter augmenter = new FeatureAugmenter(AugmentConfig.DEFAULT, RECIPE);
    float[] fill = new float[BINS];
    assertArrayEquals(
        augmenter.augment(features, fill, new SplittableRandom(3)),
        augmenter.augment(features, fill, new SplittableRandom(3)));
    assertArrayEquals(before, features);
  }

  @Test
  void warpingMovesATonesBinAsChangingItsFrequencyDoes() {
    AugmentConfig warp = new AugmentConfig(0, 0.2, 0, 0, 0, 5, 30, 0, 0, 0, 0, 0, 0);
    SplittableRandom random = new SplittableRandom(4);
    // The augmenter draws tempo first, then the warp.
    SplittableRandom preview = new SplittableRandom(4);
    preview.nextDouble(-1, 1);
    double factor = 1 + 0.2 * preview.nextDouble(-1, 1);
    float[] warped =
        new FeatureAugmenter(warp, RECIPE).augment(tone(1000), new float[BINS], random);
    assertEquals(peak(tone(1000 / factor)), peak(warped), 1);
  }

  @Test
  void tempoChangesTheNumberOfFrames() {
    AugmentConfig speed = new AugmentConfig(0.3, 0, 0, 0, 0, 5, 30, 0, 0, 0, 0, 0, 0);
    float[] features = tone(500);
    SplittableRandom preview = new SplittableRandom(8);
    double factor = 1 + 0.3 * preview.nextDouble(-1, 1);
    float[] stretched =
        new FeatureAugmenter(speed, RECIPE)
            .augment(features, new float[BINS], new SplittableRandom(8));
    assertEquals(features.length / BINS / factor, (double) stretched.length / BINS, 1.0);
  }

  @Test
  void noiseRaisesTheQuietBinsAndKeepsTheLoudOnes() {
    AugmentConfig noise = new AugmentConfig(0, 0, 0, 0, 1, 20, 20, 0, 0, 0, 0, 0, 0);
    float[] features = tone(1000);
    float[] noisy =
        new FeatureAugmenter(noise, RECIPE)
            .augment(features, new float[BINS], new SplittableRandom(2));
    int loud = peak(features);
    int quiet = (loud + 40) % BINS;
    assertEquals(features[loud], noisy[loud], 0.3);
    assertTrue(noisy[quiet] > features[quiet] + 1);
  }

  @Test
  void masksTakeTheFillValue() {
    AugmentConfig masks = new AugmentConfig(0, 0, 0, 0, 0, 5, 30, 0, 0, 1, 20, 0, 0);
    float[] fill = new float[BINS];
    java.util.Arrays.fill(fill, 77f);
    float[] masked =
        new FeatureAugmenter(masks, RECIPE).augment(tone(500), fill, new SplittableRandom(5));
    int count = 0;
    for (int bin = 0; bin < BINS; bin++) {
      count += masked[bin] == 77f ? 1 : 0;
    }
    assertTrue(count > 0 && count <= 20, "masked bins: " + count);
  }

  private static int peak(float[] features) {
    int best = 0;
    for (int bin = 0; bin < BINS; bin++) {
      if (features[10 * BINS + bin] > features[10 * BINS + best]) {
        best = bin;
      }
    }
    return best;
  }

  private static float[] tone(double hz) {
    float[] samples = new float[16_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.3 * Math.sin(2 * Math.PI * hz * i / 16_000));
    }
    return LogMelExtractor.extract(RECIPE, samples);
  }
}
