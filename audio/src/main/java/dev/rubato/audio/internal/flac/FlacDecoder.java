package dev.rubato.audio.internal.flac;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;
import dev.rubato.audio.AudioFormat;
import dev.rubato.audio.Codec;
import dev.rubato.audio.Container;
import dev.rubato.audio.internal.ByteQueue;
import dev.rubato.audio.internal.ContainerDecoder;
import dev.rubato.audio.internal.PcmSink;
import dev.rubato.audio.internal.Times;
import java.util.Optional;

/**
 * Native FLAC (RFC 9639). A recording that stops inside a frame, or before the number of samples
 * that its header states, is cut off. Not safe for use by several threads.
 */
public final class FlacDecoder implements ContainerDecoder {
  private static final int MARKER = 4;
  private static final int BLOCK_HEADER = 4;

  private boolean inHeaders = true;
  private boolean lastBlock;
  private boolean markerRead;

  /** Bytes of a metadata block that are still to be dropped. */
  private int skip;

  private FlacStreamInfo info;
  private FlacSplitter splitter;
  private FlacFrameDecoder decoder;
  private long played;

  @Override
  public void decode(ByteQueue input, PcmSink sink) throws AudioException {
    while (inHeaders && header(input, sink)) {
      // Every turn takes one block or a part of it.
    }
    if (!inHeaders) {
      frames(input, false, sink);
    }
  }

  @Override
  public void finish(ByteQueue input, PcmSink sink) throws AudioException {
    if (inHeaders) {
      throw new AudioException(
          Kind.TRUNCATED, "the FLAC file ends inside its headers; there are no samples");
    }
    frames(input, true, sink);
    if (input.available() > 0 || played < info.samples()) {
      String of =
          info.samples() == 0
              ? ""
              : " of " + Times.text((double) info.samples() / info.sampleRate());
      throw new AudioException(
          Kind.TRUNCATED,
          "the FLAC recording is cut off after %s%s".formatted(Times.text(sink.seconds()), of));
    }
  }

  private boolean header(ByteQueue input, PcmSink sink) throws AudioException {
    if (skip > 0) {
      int count = Math.min(skip, input.available());
      input.drop(count);
      skip -= count;
      return skip == 0;
    }
    if (lastBlock) {
      startFrames(sink);
      return false;
    }
    if (!markerRead) {
      if (input.available() < MARKER) {
        return false;
      }
      input.drop(MARKER);
      markerRead = true;
    }
    return block(input, sink);
  }

  private boolean block(ByteQueue input, PcmSink sink) throws AudioException {
    if (input.available() < BLOCK_HEADER) {
      return false;
    }
    int type = input.u8(0) & 0x7f;
    int length = input.tag(0) & 0xffffff;
    if (type == 0 && info == null) {
      if (length != FlacStreamInfo.BYTES) {
        throw new AudioException(
            Kind.DAMAGED,
            "the FLAC header is damaged: its stream information has %d bytes instead of 34"
                .formatted(length));
      }
      if (input.available() < BLOCK_HEADER + length) {
        return false;
      }
      info = FlacStreamInfo.parse(input, BLOCK_HEADER, sink);
    }
    lastBlock = (input.u8(0) & 0x80) != 0;
    input.drop(BLOCK_HEADER);
    skip = length;
    return true;
  }

  private void startFrames(PcmSink sink) throws AudioException {
    if (info == null) {
      throw new AudioException(
          Kind.DAMAGED, "the FLAC header is damaged: it has no stream information");
    }
    sink.begin(
        new AudioFormat(Container.FLAC, Codec.FLAC, info.sampleRate(), info.channels()),
        info.sampleRate());
    splitter = new FlacSplitter(info.bits());
    decoder = new FlacFrameDecoder(info);
    inHeaders = false;
  }

  private void frames(ByteQueue input, boolean complete, PcmSink sink) throws AudioException {
    Optional<byte[]> frame = splitter.next(input, complete, sink.seconds());
    while (frame.isPresent()) {
      int length = decoder.decode(frame.get(), sink.seconds());
      sink.accept(decoder.samples(), 0, length);
      played += length;
      frame = splitter.next(input, complete, sink.seconds());
    }
  }
}
