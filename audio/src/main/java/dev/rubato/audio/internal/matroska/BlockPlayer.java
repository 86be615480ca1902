package dev.rubato.audio.internal.matroska;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;
import dev.rubato.audio.AudioFormat;
import dev.rubato.audio.Container;
import dev.rubato.audio.internal.PacketDecoder;
import dev.rubato.audio.internal.PcmSink;
import java.util.List;

/** Blocks to samples. Not safe for use by several threads. */
final class BlockPlayer {
  private static final int BLOCK = 0xa1;
  private static final int DISCARD_PADDING = 0x75a2;

  private AudioTrack track;
  private long skip;

  boolean hasTrack() {
    return track != null;
  }

  /** Another recording follows in the same bytes. */
  void reset() {
    track = null;
  }

  /** Chooses the first sound track. */
  void track(TrackEntry entry, PcmSink sink) throws AudioException {
    if (track != null || !entry.isSound()) {
      return;
    }
    if (entry.encoded()) {
      throw new AudioException(
          Kind.UNSUPPORTED,
          "the WebM/Matroska sound track is encrypted or compressed once more; neither is supported");
    }
    track = AudioTrack.of(entry, sink);
    skip = track.preSkip();
    PacketDecoder decoder = track.decoder();
    sink.begin(
        new AudioFormat(
            Container.MATROSKA, track.codec(), decoder.sampleRate(), decoder.channels()),
        decoder.sampleRate());
  }

  /** Plays a block that has properties. */
  void group(EbmlBytes group, PcmSink sink) throws AudioException {
    EbmlBytes block = null;
    long padding = 0;
    while (group.hasMore()) {
      int identifier = group.identifier();
      EbmlBytes content = group.content();
      if (identifier == BLOCK) {
        block = content;
      } else if (identifier == DISCARD_PADDING) {
        padding = content.signed();
      }
    }
    if (block != null) {
      block(block, padding, sink);
    }
  }

  /**
   * Plays a block.
   *
   * @param padding ns at its end that are not to be played
   */
  void block(EbmlBytes block, long padding, PcmSink sink) throws AudioException {
    if (track == null) {
      throw new AudioException(
          Kind.UNSUPPORTED,
          "the WebM/Matroska recording has no sound track before its first block");
    }
    if (block.number() != track.number()) {
      return;
    }
    block.take(2);
    int lacing = block.u8() >> 1 & 3;
    List<byte[]> frames = Lacing.frames(block, lacing);
    for (int i = 0; i < frames.size(); i++) {
      play(frames.get(i), i == frames.size() - 1 ? padding : 0, sink);
    }
  }

  private void play(byte[] frame, long padding, PcmSink sink) throws AudioException {
    PacketDecoder decoder = track.decoder();
    int length = decoder.decode(frame, sink.seconds());
    long discard = Math.round(Math.max(0, padding) * 1e-9 * decoder.sampleRate());
    int from = (int) Math.min(length, skip);
    int to = (int) Math.max(from, length - discard);
    skip -= from;
    if (to > from) {
      sink.accept(decoder.samples(), from, to - from);
    }
  }
}
