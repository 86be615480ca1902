package dev.rubato.audio.internal.pcm;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;
import dev.rubato.audio.AudioFormat;
import dev.rubato.audio.Container;
import dev.rubato.audio.PcmEncoding;
import dev.rubato.audio.internal.ByteQueue;
import dev.rubato.audio.internal.ContainerDecoder;
import dev.rubato.audio.internal.PcmSink;
import dev.rubato.audio.internal.Times;

/** Interleaved uncompressed samples. Not safe for use by several threads. */
public final class PcmDecoder implements ContainerDecoder {
  private static final int BLOCK = 4096;

  private final AudioFormat format;
  private final PcmBytes converter;
  private final float[][] block;
  private boolean begun;

  /** Bare samples. */
  public PcmDecoder(PcmEncoding encoding, int sampleRate, int channels) {
    this(Container.RAW, encoding, sampleRate, channels, encoding.bytes());
  }

  /**
   * Samples in a container.
   *
   * @param containerBytes bytes from one sample to the next
   */
  public PcmDecoder(
      Container container, PcmEncoding encoding, int sampleRate, int channels, int containerBytes) {
    this.format = new AudioFormat(container, encoding.codec(), sampleRate, channels);
    this.converter = new PcmBytes(encoding, channels, containerBytes);
    this.block = new float[channels][BLOCK];
  }

  /** Bytes of one sample of all channels. */
  public int frameBytes() {
    return converter.frameBytes();
  }

  @Override
  public void decode(ByteQueue input, PcmSink sink) throws AudioException {
    decode(input, input.available(), sink);
  }

  /** Decodes the whole frames among the first {@code limit} waiting bytes. */
  public void decode(ByteQueue input, long limit, PcmSink sink) throws AudioException {
    if (!begun) {
      sink.begin(format, format.sampleRate());
      begun = true;
    }
    long frames = Math.min(limit, input.available()) / frameBytes();
    while (frames > 0) {
      int count = (int) Math.min(frames, BLOCK);
      converter.read(input.array(), input.start(), count, block);
      checkSamples(count, sink);
      sink.accept(block, 0, count);
      input.drop(count * frameBytes());
      frames -= count;
    }
  }

  private void checkSamples(int count, PcmSink sink) throws AudioException {
    int absurd = converter.firstAbsurd(block, count);
    if (absurd >= 0) {
      float value = 0;
      for (float[] channel : block) {
        value = Math.abs(channel[absurd]) <= Math.abs(value) ? value : channel[absurd];
      }
      throw new AudioException(
          Kind.DAMAGED,
          "the float sample at %s is %s; float samples must be finite and scaled to [-1, 1]"
              .formatted(
                  Times.text(sink.seconds() + (double) absurd / format.sampleRate()), value));
    }
  }

  @Override
  public void finish(ByteQueue input, PcmSink sink) throws AudioException {
    if (input.available() > 0) {
      sink.note(
          "the last %d bytes are less than one sample of all channels (%d bytes) and were left out"
              .formatted(input.available(), frameBytes()));
      input.drop(input.available());
    }
  }
}
