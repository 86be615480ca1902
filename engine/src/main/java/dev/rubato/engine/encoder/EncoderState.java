package dev.rubato.engine.encoder;

/**
 * What the encoder remembers of one stream between runs: its caches and how many frames it has
 * seen. Plain heap memory, so an abandoned stream leaves nothing behind. Belongs to one stream;
 * used by one run at a time.
 */
public final class EncoderState {
  private final float[][] caches;
  private long position;

  EncoderState(EncoderSession encoder) {
    this.caches = new float[encoder.caches().size()][];
  }

  /** Encoder frames of this stream before the next run. */
  public long position() {
    return position;
  }

  /** The cache's values, or null before the first run, which means zeros. */
  float[] cache(int index) {
    return caches[index];
  }

  /** The array that receives the cache's next values. */
  float[] writableCache(int index, int size) {
    if (caches[index] == null) {
      caches[index] = new float[size];
    }
    return caches[index];
  }

  void advance(int frames) {
    position += frames;
  }
}
