package dev.rubato.audio;

import be.tarsos.dsp.util.fft.FFT;
import java.util.Arrays;

/**
 * Samples in pieces of any size to log-mel frames.
 *
 * <p>Frame {@code j} is computed from samples {@code [j * hop, j * hop + window)} and from nothing
 * else, so the frames do not depend on how the samples were cut into pieces. Samples after the last
 * whole window give no frame. Not safe for use by several threads at once.
 */
public final class LogMelExtractor {
  private final FeatureRecipe recipe;
  private final FFT fft;
  private final float[] window;
  private final MelFilter[] filters;
  private final float[] spectrum;
  private final float[] power;
  private float[] pending;
  private int pendingLength;

  /**
   * Makes an extractor at the start of a recording.
   *
   * @param recipe what to compute
   */
  public LogMelExtractor(FeatureRecipe recipe) {
    this.recipe = recipe;
    this.fft = new FFT(recipe.fftSize());
    this.window = hann(recipe.windowSamples());
    this.filters = MelFilter.bank(recipe);
    this.spectrum = new float[recipe.fftSize()];
    this.power = new float[recipe.fftSize() / 2 + 1];
    this.pending = new float[2 * recipe.windowSamples()];
  }

  /**
   * Features of a whole recording.
   *
   * @param recipe what to compute
   * @param samples mono samples in [-1, 1]
   * @return log-mel energies, row-major {@code [F, M]}
   */
  public static float[] extract(FeatureRecipe recipe, float[] samples) {
    return new LogMelExtractor(recipe).accept(samples, 0, samples.length);
  }

  /**
   * Takes the next samples and returns the frames that they complete.
   *
   * @param samples mono samples in [-1, 1]
   * @param offset index of the first sample to take
   * @param length number of samples to take
   * @return log-mel energies, row-major {@code [frames, M]}; empty if no frame was completed
   */
  public float[] accept(float[] samples, int offset, int length) {
    append(samples, offset, length);
    int frames = recipe.frames(pendingLength);
    float[] features = new float[frames * recipe.melBins()];
    for (int frame = 0; frame < frames; frame++) {
      computeFrame(frame * recipe.hopSamples(), features, frame * recipe.melBins());
    }
    int consumed = frames * recipe.hopSamples();
    System.arraycopy(pending, consumed, pending, 0, pendingLength - consumed);
    pendingLength -= consumed;
    return features;
  }

  private void append(float[] samples, int offset, int length) {
    if (pendingLength + length > pending.length) {
      pending = Arrays.copyOf(pending, Math.max(pendingLength + length, 2 * pending.length));
    }
    System.arraycopy(samples, offset, pending, pendingLength, length);
    pendingLength += length;
  }

  private void computeFrame(int start, float[] features, int target) {
    for (int i = 0; i < window.length; i++) {
      spectrum[i] = pending[start + i] * window[i];
    }
    Arrays.fill(spectrum, window.length, spectrum.length, 0f);
    fft.forwardTransform(spectrum);
    // TarsosDSP packs the real transform as re(0), re(n/2), re(1), im(1), re(2), im(2), ...
    power[0] = spectrum[0] * spectrum[0];
    power[power.length - 1] = spectrum[1] * spectrum[1];
    for (int bin = 1; bin < power.length - 1; bin++) {
      float re = spectrum[2 * bin];
      float im = spectrum[2 * bin + 1];
      power[bin] = re * re + im * im;
    }
    for (int mel = 0; mel < filters.length; mel++) {
      double energy = Math.max(filters[mel].apply(power), recipe.floor());
      features[target + mel] = (float) Math.log(energy);
    }
  }

  private static float[] hann(int length) {
    float[] window = new float[length];
    for (int i = 0; i < length; i++) {
      window[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / length));
    }
    return window;
  }
}
