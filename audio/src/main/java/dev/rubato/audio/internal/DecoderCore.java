package dev.rubato.audio.internal;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;
import dev.rubato.audio.AudioFormat;
import dev.rubato.audio.AudioLimits;
import dev.rubato.audio.ChannelSink;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Bytes of one recording to 16 kHz samples; what the two public decoders share. Not safe for use by
 * several threads.
 */
public final class DecoderCore {
  /** Large pieces are taken in slices, so that little is held at a time. */
  private static final int SLICE = 1 << 16;

  private final ContainerDecoder container;
  private final boolean mayBeEmpty;
  private final Pipeline pipeline;
  private final ByteQueue input = new ByteQueue();
  private boolean finished;
  private AudioException failure;

  /**
   * Makes a decoder.
   *
   * @param container takes the recording apart
   * @param mayBeEmpty whether a recording without samples is in order
   * @param mono whether channels are mixed
   */
  public DecoderCore(
      ContainerDecoder container, AudioLimits limits, boolean mayBeEmpty, boolean mono) {
    this.container = container;
    this.mayBeEmpty = mayBeEmpty;
    this.pipeline = new Pipeline(limits, mono);
  }

  /** Decodes the next piece. */
  public void accept(byte[] bytes, int offset, int length, ChannelSink sink) throws AudioException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    checkUsable();
    pipeline.target(sink);
    int end = offset + length;
    for (int at = offset; at < end; at += SLICE) {
      input.append(bytes, at, Math.min(SLICE, end - at));
      guarded(() -> container.decode(input, pipeline));
    }
  }

  /** Decodes what was held back. */
  public void finish(ChannelSink sink) throws AudioException {
    checkUsable();
    pipeline.target(sink);
    guarded(
        () -> {
          container.finish(input, pipeline);
          if (!mayBeEmpty && pipeline.isEmpty()) {
            throw new AudioException(Kind.EMPTY, "the recording has no samples");
          }
          pipeline.drain();
        });
    finished = true;
  }

  /** What the recording was found to be. */
  public Optional<AudioFormat> format() {
    return pipeline.format();
  }

  /** What was wrong, but could be read over. */
  public List<String> notes() {
    return pipeline.notes();
  }

  /** No more calls will follow. */
  public void close() {
    finished = true;
  }

  private void checkUsable() throws AudioException {
    if (failure != null) {
      throw new AudioException(failure.kind(), failure.getMessage(), failure);
    }
    if (finished) {
      throw new IllegalStateException("the decoder was finished or closed; make a new one");
    }
  }

  private void guarded(Step step) throws AudioException {
    try {
      step.run();
    } catch (AudioException e) {
      failure = e;
      throw e;
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws AudioException;
  }
}
