package dev.rubato.audio.internal;

import dev.rubato.audio.SampleSink;
import java.util.Arrays;

/** Collects blocks of samples. Not safe for use by several threads. */
public final class SampleBuffer implements SampleSink {
  private float[] samples = new float[0];
  private int length;

  @Override
  public void accept(float[] block, int count) {
    if (length + count > samples.length) {
      samples = Arrays.copyOf(samples, Math.max(length + count, samples.length * 3 / 2));
    }
    System.arraycopy(block, 0, samples, length, count);
    length += count;
  }

  /** What was collected; the buffer must not be used any more. */
  public float[] toArray() {
    return samples.length == length ? samples : Arrays.copyOf(samples, length);
  }
}
