package dev.rubato.audio.internal.mpeg;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;
import dev.rubato.audio.internal.PcmSink;
import dev.rubato.audio.internal.Times;
import java.util.Locale;
import java.util.Optional;

/**
 * Decodes frames of one stream and leaves out what the encoder added. Not safe for use by several
 * threads.
 */
final class MpegPlayer {
  /** By so much the filter bank of every decoder is late. */
  private static final int DECODER_DELAY = 529;

  private static final int MAX_DAMAGED = 16;

  private final MpegHeader header;
  private final long statedFrames;
  private final long start;
  private final long end;
  private MpegFrameDecoder decoder = new MpegFrameDecoder();
  private long frames;
  private int damaged;

  MpegPlayer(MpegHeader header, Optional<MpegInfoFrame> info) {
    this.header = header;
    this.statedFrames = info.map(MpegInfoFrame::frames).orElse(0L);
    boolean trimmed = info.isPresent() && info.get().delay() >= 0;
    this.start = trimmed ? info.get().delay() + DECODER_DELAY : 0;
    this.end =
        trimmed && statedFrames > 0
            ? statedFrames * header.samples() - info.get().padding() + DECODER_DELAY
            : Long.MAX_VALUE;
  }

  void play(byte[] frame, PcmSink sink) throws AudioException {
    if (decoder.decode(frame)) {
      damaged = 0;
    } else {
      decoder = new MpegFrameDecoder();
      damaged++;
      sink.note(
          "the MPEG audio frame at %s is damaged and was replaced by silence"
              .formatted(Times.text(sink.seconds())));
      if (damaged > MAX_DAMAGED) {
        throw new AudioException(
            Kind.DAMAGED,
            "the MPEG audio is damaged from %s on".formatted(Times.text(sink.seconds())));
      }
    }
    long position = frames * header.samples();
    int from = (int) Math.max(0, Math.min(header.samples(), start - position));
    int to = (int) Math.max(0, Math.min(header.samples(), end - position));
    if (to > from) {
      sink.accept(decoder.samples(), from, to - from);
    }
    frames++;
  }

  /** Name of the codec for messages. */
  String name() {
    return header.codec().label().toUpperCase(Locale.ROOT);
  }

  /** Whether fewer frames came than were stated. */
  boolean isIncomplete() {
    return frames < statedFrames;
  }

  /** The stated length for a message, or nothing. */
  String ofWhole() {
    return statedFrames == 0
        ? ""
        : " of " + Times.text((double) statedFrames * header.samples() / header.sampleRate());
  }
}
