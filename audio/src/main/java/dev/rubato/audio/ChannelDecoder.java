package dev.rubato.audio;

import dev.rubato.audio.internal.DecoderCore;
import dev.rubato.audio.internal.SampleBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The bytes of one recording, in pieces of any size, to 16 kHz samples in [-1, 1] of every channel
 * for itself: for calls with one speaker on each channel. Made by {@link AudioDecoders}.
 *
 * <p>In all other respects like {@link AudioDecoder}. Not safe for use by several threads at once.
 */
public final class ChannelDecoder implements AutoCloseable {
  private final DecoderCore core;

  ChannelDecoder(DecoderCore core) {
    this.core = core;
  }

  /**
   * Takes the next bytes and gives the samples that they complete, block by block.
   *
   * @param bytes the piece
   * @param offset index of the first byte to take
   * @param length number of bytes to take
   * @param sink takes the samples
   * @throws AudioException if the recording is damaged, not supported or beyond a limit
   */
  public void accept(byte[] bytes, int offset, int length, ChannelSink sink) throws AudioException {
    core.accept(bytes, offset, length, sink);
  }

  /**
   * Takes the next bytes and returns the samples that they complete.
   *
   * @param bytes the piece
   * @param offset index of the first byte to take
   * @param length number of bytes to take
   * @return {@code [channels, samples]}; no rows if no sample was completed
   * @throws AudioException if the recording is damaged, not supported or beyond a limit
   */
  public float[][] accept(byte[] bytes, int offset, int length) throws AudioException {
    Collector collector = new Collector();
    core.accept(bytes, offset, length, collector);
    return collector.toArrays();
  }

  /**
   * Ends the recording and gives the rest of the samples, block by block.
   *
   * @param sink takes the samples
   * @throws AudioException if the recording is empty or ends too early
   */
  public void finish(ChannelSink sink) throws AudioException {
    core.finish(sink);
  }

  /**
   * Ends the recording and returns the rest of the samples.
   *
   * @return {@code [channels, samples]}; no rows if there are none
   * @throws AudioException if the recording is empty or ends too early
   */
  public float[][] finish() throws AudioException {
    Collector collector = new Collector();
    core.finish(collector);
    return collector.toArrays();
  }

  /** What the recording is; empty until enough of it has arrived. */
  public Optional<AudioFormat> format() {
    return core.format();
  }

  /** As {@link AudioDecoder#notes()}. */
  public List<String> notes() {
    return core.notes();
  }

  @Override
  public void close() {
    core.close();
  }

  private static final class Collector implements ChannelSink {
    private SampleBuffer[] buffers = new SampleBuffer[0];

    @Override
    public void accept(float[][] channels, int length) {
      if (buffers.length == 0) {
        buffers = new SampleBuffer[channels.length];
        for (int i = 0; i < buffers.length; i++) {
          buffers[i] = new SampleBuffer();
        }
      }
      for (int i = 0; i < buffers.length; i++) {
        buffers[i].accept(channels[i], length);
      }
    }

    float[][] toArrays() {
      float[][] arrays = new float[buffers.length][];
      for (int i = 0; i < arrays.length; i++) {
        arrays[i] = buffers[i].toArray();
      }
      return arrays;
    }
  }
}
