package dev.rubato.audio.internal.mpeg;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;
import dev.rubato.audio.AudioFormat;
import dev.rubato.audio.Container;
import dev.rubato.audio.internal.ByteQueue;
import dev.rubato.audio.internal.ContainerDecoder;
import dev.rubato.audio.internal.PcmSink;
import dev.rubato.audio.internal.Times;
import java.util.Optional;

/**
 * MPEG audio frames, with or without tags. What the encoder put before and after the recording is
 * left out if its header tells. A recording that stops inside a frame, or before the number of
 * frames that its header states, is cut off. Not safe for use by several threads.
 */
public final class MpegDecoder implements ContainerDecoder {
  private static final int MAX_GARBAGE = 1 << 16;

  /** Bytes of tags that are still to be dropped. */
  private int skip;

  private boolean audioEnded;
  private MpegProbe probe = new MpegProbe(MAX_GARBAGE, false);
  private MpegHeader first;
  private MpegPlayer player;

  @Override
  public void decode(ByteQueue input, PcmSink sink) throws AudioException {
    boolean progress = true;
    while (progress) {
      progress = step(input, false, sink);
    }
  }

  @Override
  public void finish(ByteQueue input, PcmSink sink) throws AudioException {
    boolean progress = true;
    while (progress) {
      progress = step(input, true, sink);
    }
    if (player == null) {
      throw new AudioException(
          Kind.TRUNCATED, "the MPEG audio ends inside its first frame; there are no samples");
    }
    if (!audioEnded && skip == 0 && input.available() > 0 || player.isIncomplete()) {
      throw new AudioException(
          Kind.TRUNCATED,
          "the %s recording is cut off after %s%s"
              .formatted(player.name(), Times.text(sink.seconds()), player.ofWhole()));
    }
  }

  private boolean step(ByteQueue input, boolean complete, PcmSink sink) throws AudioException {
    if (audioEnded) {
      input.drop(input.available());
      return false;
    }
    if (skip > 0) {
      int count = Math.min(skip, input.available());
      input.drop(count);
      skip -= count;
      return skip == 0;
    }
    if (input.available() < MpegHeader.BYTES) {
      return false;
    }
    Optional<MpegHeader> header = MpegHeader.parse(input, 0).filter(this::belongs);
    if (header.isPresent()) {
      return frame(input, header.get(), sink);
    }
    if (MpegTags.isId3v2(input, 0)) {
      return tag(input);
    }
    if (MpegTags.isAtEnd(input, 0)) {
      audioEnded = true;
      return true;
    }
    return resynchronise(input, complete, sink);
  }

  private boolean belongs(MpegHeader header) {
    return first == null || header.matches(first);
  }

  private boolean frame(ByteQueue input, MpegHeader header, PcmSink sink) throws AudioException {
    if (input.available() < header.bytes()) {
      return false;
    }
    byte[] frame = input.copy(0, header.bytes());
    input.drop(header.bytes());
    if (first == null || header.channels() != first.channels()) {
      Optional<MpegInfoFrame> info =
          first == null ? MpegInfoFrame.parse(header, frame) : Optional.empty();
      first = header;
      sink.begin(
          new AudioFormat(Container.MPEG, header.codec(), header.sampleRate(), header.channels()),
          header.sampleRate());
      player = new MpegPlayer(header, info);
      if (info.isPresent()) {
        return true;
      }
    }
    player.play(frame, sink);
    return true;
  }

  private boolean tag(ByteQueue input) {
    if (input.available() < MpegTags.ID3V2_HEADER) {
      return false;
    }
    skip = MpegTags.id3v2Bytes(input);
    return true;
  }

  private boolean resynchronise(ByteQueue input, boolean complete, PcmSink sink)
      throws AudioException {
    MpegProbe.Result next = probe.find(input, complete);
    return switch (next.verdict()) {
      case UNDECIDED -> false;
      case FOUND -> {
        if (next.offset() > 0) {
          sink.note(
              "%d bytes after %s are no MPEG audio and were left out"
                  .formatted(next.offset(), Times.text(sink.seconds())));
        }
        input.drop(next.offset());
        probe = new MpegProbe(MAX_GARBAGE, false);
        // Recordings of different kinds are put one after the other at times.
        first = MpegHeader.parse(input, 0).filter(this::belongs).isPresent() ? first : null;
        yield true;
      }
      case ABSENT -> {
        if (complete && onlyZeros(input)) {
          audioEnded = true;
          yield true;
        }
        throw new AudioException(
            Kind.DAMAGED,
            "the MPEG audio is damaged: no frame follows after %s"
                .formatted(Times.text(sink.seconds())));
      }
    };
  }

  private static boolean onlyZeros(ByteQueue input) {
    for (int i = 0; i < input.available(); i++) {
      if (input.u8(i) != 0) {
        return false;
      }
    }
    return true;
  }
}
