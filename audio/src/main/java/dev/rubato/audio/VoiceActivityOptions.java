package dev.rubato.audio;

/**
 * How {@link VoiceActivity} decides. Immutable; may be shared between threads.
 *
 * @param thresholdDb by so much, dB, the level must exceed the noise floor
 * @param quietDb the noise floor is taken to be at least this, dB relative to full scale; so near
 *     silence is never voice
 * @param onsetMs the level must be above the threshold for so long, ms, before voice is reported:
 *     keeps clicks out
 * @param hangoverMs voice is reported for so long, ms, after the level fell below the threshold:
 *     bridges stops and weak ends of words
 * @param floorMs the noise floor is the lowest level of so long a time, ms: longer than speech goes
 *     on without a gap, shorter than a listener would wait for changed noise to be accepted
 */
public record VoiceActivityOptions(
    double thresholdDb, double quietDb, int onsetMs, int hangoverMs, int floorMs) {

  /** 9 dB above the lowest level of 3 s, at least -70 dB; onset 50 ms, hangover 200 ms. */
  public static final VoiceActivityOptions DEFAULT =
      new VoiceActivityOptions(9, -70, 50, 200, 3_000);

  /** Validates every field; the message names the field and the permitted values. */
  public VoiceActivityOptions {
    require(thresholdDb > 0 && thresholdDb <= 60, "thresholdDb must be in (0, 60]", thresholdDb);
    require(quietDb >= -90 && quietDb <= 0, "quietDb must be in -90..0", quietDb);
    require(onsetMs >= 0 && onsetMs <= 1_000, "onsetMs must be in 0..1000", onsetMs);
    require(hangoverMs >= 0 && hangoverMs <= 10_000, "hangoverMs must be in 0..10000", hangoverMs);
    require(floorMs >= 200 && floorMs <= 60_000, "floorMs must be in 200..60000", floorMs);
  }

  private static void require(boolean condition, String message, Object value) {
    if (!condition) {
      throw new IllegalArgumentException(message + ", but is " + value);
    }
  }
}
