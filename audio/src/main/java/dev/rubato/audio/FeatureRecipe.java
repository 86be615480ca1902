package dev.rubato.audio;

/**
 * How samples become log-mel frames. A model package carries one; features are a pure function of
 * samples and recipe.
 *
 * <p>Mel scale and triangular filters follow the HTK book (mel = 1127 ln(1 + f / 700 Hz)), applied
 * to the power spectrum of a Hann-windowed frame. Immutable; may be shared between threads.
 *
 * @param sampleRate samples per second, Hz
 * @param windowSamples length of the analysis window, samples
 * @param hopSamples distance between the starts of neighbouring windows, samples
 * @param fftSize length of the zero-padded transform, a power of two, at least the window
 * @param melBins number of mel filters M
 * @param lowHz lower edge of the first filter, Hz
 * @param highHz upper edge of the last filter, Hz, at most half the sample rate
 * @param floor smallest filter energy before the logarithm, so that digital silence stays finite
 */
public record FeatureRecipe(
    int sampleRate,
    int windowSamples,
    int hopSamples,
    int fftSize,
    int melBins,
    double lowHz,
    double highHz,
    double floor) {

  /** The recipe of the streaming models: 25 ms windows every 10 ms, 80 mels from 20 to 7600 Hz. */
  public static final FeatureRecipe DEFAULT =
      new FeatureRecipe(16_000, 400, 160, 512, 80, 20, 7_600, 1e-6);

  /** Validates every field; the message names the field and the permitted values. */
  public FeatureRecipe {
    require(sampleRate > 0, "sampleRate must be positive", sampleRate);
    require(hopSamples > 0, "hopSamples must be positive", hopSamples);
    require(
        windowSamples >= hopSamples, "windowSamples must be at least hopSamples", windowSamples);
    require(
        fftSize >= windowSamples && Integer.bitCount(fftSize) == 1,
        "fftSize must be a power of two and at least windowSamples",
        fftSize);
    require(melBins > 0, "melBins must be positive", melBins);
    require(lowHz >= 0 && lowHz < highHz, "lowHz must be in [0, highHz)", lowHz);
    require(highHz <= sampleRate / 2.0, "highHz must be at most half the sample rate", highHz);
    require(floor > 0, "floor must be positive", floor);
  }

  /**
   * Number of whole frames in a recording.
   *
   * @param samples length of the recording, samples
   */
  public int frames(long samples) {
    return samples < windowSamples
        ? 0
        : Math.toIntExact((samples - windowSamples) / hopSamples + 1);
  }

  /** Distance between neighbouring frames, seconds. */
  public double hopSeconds() {
    return (double) hopSamples / sampleRate;
  }

  private static void require(boolean condition, String message, Object value) {
    if (!condition) {
      throw new IllegalArgumentException(message + ", but is " + value);
    }
  }
}
