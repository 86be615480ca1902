package dev.rubato.engine;

import dev.rubato.audio.FeatureRecipe;
import dev.rubato.model.EncoderConfig;

/**
 * Where encoder frames lie in time. Frame {@code t} stands for one frame length of audio around the
 * centre of the samples that it is the first to see: {@code stride} windows, one hop apart.
 * Immutable; may be shared between threads.
 *
 * @param frameSeconds distance between neighbouring encoder frames, seconds
 * @param offsetSeconds start of frame 0, seconds: half of what a window is longer than its hop
 */
public record FrameClock(double frameSeconds, double offsetSeconds) {

  /** Checks the geometry. */
  public FrameClock {
    if (!(frameSeconds > 0 && offsetSeconds >= 0)) {
      throw new IllegalArgumentException(
          "frameSeconds must be positive and offsetSeconds not negative, but are %s and %s"
              .formatted(frameSeconds, offsetSeconds));
    }
  }

  /** The clock of a model. */
  public static FrameClock of(FeatureRecipe recipe, EncoderConfig config) {
    double overhang = (double) (recipe.windowSamples() - recipe.hopSamples()) / recipe.sampleRate();
    return new FrameClock(config.stride() * recipe.hopSeconds(), overhang / 2);
  }

  /** Start of an encoder frame, seconds from the start of the stream. */
  public double start(long frame) {
    return offsetSeconds + frame * frameSeconds;
  }

  /** End of an encoder frame, seconds from the start of the stream. */
  public double end(long frame) {
    return start(frame + 1);
  }

  /** Whole number of frames nearest to a duration, at least 1. */
  public int frames(double seconds) {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.round(seconds / frameSeconds)));
  }
}
