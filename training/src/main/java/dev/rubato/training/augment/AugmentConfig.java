package dev.rubato.training.augment;

/**
 * How strongly training features are varied. Ranges are uniform; probabilities are per utterance.
 * Immutable; may be shared between threads.
 *
 * @param speed largest relative change of tempo, e.g. 0.12 for 0.88 to 1.12
 * @param warp largest relative change of the frequency axis (vocal-tract length, pitch)
 * @param gainDb largest change of level, dB
 * @param tiltDb largest swing of a random smooth equaliser curve, dB
 * @param noise probability of additive noise
 * @param minSnrDb lowest signal-to-noise ratio, dB
 * @param maxSnrDb highest signal-to-noise ratio, dB
 * @param reverb probability of reverberation
 * @param telephone probability of a telephone band (about 300 to 3400 Hz)
 * @param frequencyMasks number of SpecAugment frequency masks
 * @param frequencyMaskBins widest frequency mask, mel bins
 * @param timeMasksPerSecond SpecAugment time masks per second of speech
 * @param timeMaskFrames longest time mask, feature frames
 */
public record AugmentConfig(
    double speed,
    double warp,
    double gainDb,
    double tiltDb,
    double noise,
    double minSnrDb,
    double maxSnrDb,
    double reverb,
    double telephone,
    int frequencyMasks,
    int frequencyMaskBins,
    double timeMasksPerSecond,
    int timeMaskFrames) {

  /**
   * Mild values. On some tens of hours of speech stronger ones kept a fresh network at the blank
   * plateau several times as long.
   */
  public static final AugmentConfig DEFAULT =
      new AugmentConfig(0.1, 0.05, 6, 2, 0.15, 10, 35, 0.1, 0.05, 2, 10, 0.3, 12);

  /** Checks the ranges. */
  public AugmentConfig {
    require(speed >= 0 && speed < 0.5, "speed must be in [0, 0.5)", speed);
    require(warp >= 0 && warp < 0.5, "warp must be in [0, 0.5)", warp);
    require(gainDb >= 0, "gainDb must not be negative", gainDb);
    require(tiltDb >= 0, "tiltDb must not be negative", tiltDb);
    require(noise >= 0 && noise <= 1, "noise must be in [0, 1]", noise);
    require(minSnrDb <= maxSnrDb, "minSnrDb must be at most maxSnrDb", minSnrDb);
    require(reverb >= 0 && reverb <= 1, "reverb must be in [0, 1]", reverb);
    require(telephone >= 0 && telephone <= 1, "telephone must be in [0, 1]", telephone);
    require(frequencyMasks >= 0, "frequencyMasks must not be negative", frequencyMasks);
    require(frequencyMaskBins >= 0, "frequencyMaskBins must not be negative", frequencyMaskBins);
    require(timeMasksPerSecond >= 0, "timeMasksPerSecond must not be negative", timeMasksPerSecond);
    require(timeMaskFrames >= 0, "timeMaskFrames must not be negative", timeMaskFrames);
  }

  private static void require(boolean condition, String message, double value) {
    if (!condition) {
      throw new IllegalArgumentException("augmentation: " + message + ", but is " + value);
    }
  }
}
