package dev.rubato.engine;

import dev.rubato.audio.FeatureRecipe;
import dev.rubato.audio.LogMelExtractor;
import java.util.Arrays;

/**
 * One stream's way from samples to log-mel frames that wait for their chunk. Belongs to one stream.
 */
final class FeatureBuffer {
  private final FeatureRecipe recipe;
  private final LogMelExtractor extractor;
  private float[] frames = new float[0];
  private int start;
  private int end;

  /** Samples from the start of the first frame that is not whole yet. */
  private float[] tail = new float[0];

  private long accepted;

  FeatureBuffer(FeatureRecipe recipe) {
    this.recipe = recipe;
    this.extractor = new LogMelExtractor(recipe);
  }

  /**
   * Takes the next samples.
   *
   * @throws RecognitionException if one is not a finite number; nothing was taken then
   */
  void accept(float[] samples, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (!Float.isFinite(samples[i])) {
        throw new RecognitionException(
            "sample %d is %s; samples must be finite numbers, speech within [-1, 1]"
                .formatted(accepted + i - offset, samples[i]));
      }
    }
    accepted += length;
    float[] whole = extractor.accept(samples, offset, length);
    append(whole);
    keepTail(samples, offset, length, whole.length / recipe.melBins() * recipe.hopSamples());
  }

  private void append(float[] whole) {
    if (end + whole.length > frames.length) {
      float[] larger = new float[2 * (end - start + whole.length)];
      System.arraycopy(frames, start, larger, 0, end - start);
      frames = larger;
      end -= start;
      start = 0;
    }
    System.arraycopy(whole, 0, frames, end, whole.length);
    end += whole.length;
  }

  private void keepTail(float[] samples, int offset, int length, int consumed) {
    float[] joined = Arrays.copyOf(tail, tail.length + length);
    System.arraycopy(samples, offset, joined, tail.length, length);
    tail = Arrays.copyOfRange(joined, consumed, joined.length);
  }

  /** Samples taken since the start of the stream. */
  long accepted() {
    return accepted;
  }

  /** Whole frames that wait. */
  int frames() {
    return (end - start) / recipe.melBins();
  }

  /** Removes the oldest frames, row-major {@code [count, M]}. */
  float[] take(int count) {
    float[] taken = Arrays.copyOfRange(frames, start, start + count * recipe.melBins());
    start += taken.length;
    return taken;
  }

  /**
   * The frames that wait, and those that would come if silence followed; nothing is removed.
   *
   * @param silence length of the silence, seconds
   * @param multiple the number of frames is a multiple of this
   * @return row-major {@code [count, M]}, at least {@code multiple} frames
   */
  float[] withSilence(double silence, int multiple) {
    int wanted =
        frames()
            + (int) Math.ceil((tail.length + silence * recipe.sampleRate()) / recipe.hopSamples());
    int rounded = Math.max(1, (wanted + multiple - 1) / multiple) * multiple;
    int missing = rounded - frames();
    int samples = (missing - 1) * recipe.hopSamples() + recipe.windowSamples();
    float[] padded = LogMelExtractor.extract(recipe, Arrays.copyOf(tail, samples));
    float[] waiting = Arrays.copyOfRange(frames, start, start + rounded * recipe.melBins());
    System.arraycopy(padded, 0, waiting, end - start, missing * recipe.melBins());
    return waiting;
  }
}
