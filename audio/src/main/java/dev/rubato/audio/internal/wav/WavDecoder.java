package dev.rubato.audio.internal.wav;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;
import dev.rubato.audio.Container;
import dev.rubato.audio.internal.ByteQueue;
import dev.rubato.audio.internal.ContainerDecoder;
import dev.rubato.audio.internal.PcmSink;
import dev.rubato.audio.internal.Times;
import dev.rubato.audio.internal.pcm.PcmDecoder;

/**
 * RIFF/WAVE, and RF64 and BW64 (EBU Tech 3306, ITU-R BS.2088) for more than 4 GiB.
 *
 * <p>Writers that cannot seek leave the sizes open: 0, 0xFFFFFFFF or something just below 2 or 4
 * GiB. Such data reach to the end of the file. Data that are shorter than stated are played as far
 * as they go, with a note: PCM loses nothing but its end, and sizes that were never corrected are
 * common. Not safe for use by several threads.
 */
public final class WavDecoder implements ContainerDecoder {
  private static final int FMT = 0x666d7420;
  private static final int DATA = 0x64617461;
  private static final int DS64 = 0x64733634;
  private static final int WAVE = 0x57415645;

  private static final long OPEN = Long.MAX_VALUE;

  /** SoX writes 0x7FFFF000 and more, others 0x7FFFFFFF, 0x80000000 or just below 0xFFFFFFFF. */
  private static final long PLACEHOLDER_2G = 0x7ffff000L;

  private static final long PLACEHOLDER_2G_END = 0x80000000L;
  private static final long PLACEHOLDER_4G = 0xfffff000L;

  private enum State {
    HEADER,
    CHUNK,
    SKIP,
    DATA,
    TRAILER
  }

  private State state = State.HEADER;
  private long riffSize;
  private long dataSize64 = -1;
  private WavFormat format;
  private PcmDecoder samples;

  /** Bytes of the current chunk that are still to come, padding included. */
  private long remaining;

  private long stated;

  @Override
  public void decode(ByteQueue input, PcmSink sink) throws AudioException {
    boolean progress = true;
    while (progress) {
      progress =
          switch (state) {
            case HEADER -> header(input);
            case CHUNK -> chunk(input);
            case SKIP -> skip(input);
            case DATA -> data(input, sink);
            case TRAILER -> {
              input.drop(input.available());
              yield false;
            }
          };
    }
  }

  @Override
  public void finish(ByteQueue input, PcmSink sink) throws AudioException {
    switch (state) {
      case TRAILER -> {}
      case DATA -> {
        if (stated != OPEN) {
          sink.note(
              "the WAV header announces %s of samples, but the file ends after %s"
                  .formatted(seconds(stated), Times.text(sink.seconds())));
        }
        samples.finish(input, sink);
      }
      default ->
          throw new AudioException(
              Kind.TRUNCATED,
              "the WAV file ends inside its header after %d bytes; there are no samples"
                  .formatted(input.consumed() + input.available()));
    }
  }

  private String seconds(long bytes) {
    return Times.text((double) bytes / samples.frameBytes() / format.sampleRate());
  }

  private boolean header(ByteQueue input) throws AudioException {
    if (input.available() < 12) {
      return false;
    }
    if (input.tag(8) != WAVE) {
      throw new AudioException(
          Kind.UNSUPPORTED, "this is a RIFF file, but not a WAV file: it holds no WAVE form");
    }
    riffSize = input.u32(4);
    input.drop(12);
    state = State.CHUNK;
    return true;
  }

  private boolean chunk(ByteQueue input) throws AudioException {
    if (input.available() < 8) {
      return false;
    }
    int tag = input.tag(0);
    long size = input.u32(4);
    int needed =
        switch (tag) {
          case FMT -> 8 + (int) Math.min(size, WavFormat.EXTENSIBLE);
          case DS64 -> 8 + (int) Math.min(size, 16);
          default -> 8;
        };
    if (input.available() < needed) {
      return false;
    }
    input.drop(8);
    remaining = size + (size & 1);
    state = State.SKIP;
    switch (tag) {
      case FMT -> format(input, size);
      case DS64 -> dataSize64 = size >= 16 ? input.s64(8) : -1;
      case DATA -> startData(input, size);
      default -> {}
    }
    return true;
  }

  private void format(ByteQueue input, long size) throws AudioException {
    if (size < WavFormat.SHORTEST) {
      throw new AudioException(
          Kind.DAMAGED,
          "the WAV header is damaged: its format chunk has %d bytes, at least 16 are needed"
              .formatted(size));
    }
    format = WavFormat.parse(input, (int) Math.min(size, WavFormat.EXTENSIBLE));
  }

  private void startData(ByteQueue input, long size) throws AudioException {
    if (format == null) {
      throw new AudioException(
          Kind.DAMAGED, "the WAV header is damaged: the samples come before the format chunk");
    }
    stated = dataSize(input, size);
    remaining = stated;
    state = State.DATA;
  }

  private long dataSize(ByteQueue input, long size) {
    if (size == 0xffffffffL && dataSize64 > 0) {
      return dataSize64;
    }
    boolean placeholder =
        size >= PLACEHOLDER_4G || (size >= PLACEHOLDER_2G && size <= PLACEHOLDER_2G_END);
    // A size of 0 is real only if the file's own size says that more chunks follow.
    boolean neverWritten =
        size == 0 && (riffSize + 8 <= input.consumed() || riffSize >= PLACEHOLDER_2G);
    return placeholder || neverWritten ? OPEN : size;
  }

  private boolean skip(ByteQueue input) {
    int count = (int) Math.min(remaining, input.available());
    input.drop(count);
    remaining -= count;
    if (remaining == 0) {
      state = State.CHUNK;
    }
    return remaining == 0;
  }

  private boolean data(ByteQueue input, PcmSink sink) throws AudioException {
    if (samples == null) {
      sink.checkLimits(format.sampleRate(), format.channels());
      samples =
          new PcmDecoder(
              Container.WAV,
              format.encoding(),
              (int) format.sampleRate(),
              format.channels(),
              format.containerBytes());
    }
    long before = input.consumed();
    samples.decode(input, remaining, sink);
    if (remaining != OPEN) {
      remaining -= input.consumed() - before;
      if (remaining < samples.frameBytes() && input.available() >= remaining) {
        state = State.TRAILER;
        return true;
      }
    }
    return false;
  }
}
