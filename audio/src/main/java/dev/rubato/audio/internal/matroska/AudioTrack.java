package dev.rubato.audio.internal.matroska;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;
import dev.rubato.audio.Codec;
import dev.rubato.audio.internal.ByteQueue;
import dev.rubato.audio.internal.PacketDecoder;
import dev.rubato.audio.internal.PcmSink;
import dev.rubato.audio.internal.flac.FlacFrameDecoder;
import dev.rubato.audio.internal.flac.FlacStreamInfo;
import dev.rubato.audio.internal.opus.OpusHead;
import dev.rubato.audio.internal.opus.OpusPacketDecoder;
import dev.rubato.audio.internal.vorbis.VorbisHeaders;

/**
 * A track of sound.
 *
 * @param number as blocks name it
 * @param codec what it is coded with
 * @param decoder decodes its frames
 * @param preSkip samples to leave out at the start
 */
record AudioTrack(long number, Codec codec, PacketDecoder decoder, int preSkip) {
  private static final int FLAC_MARKER_AND_BLOCK_HEADER = 8;

  /** Makes the track from what its entry says. */
  static AudioTrack of(TrackEntry entry, PcmSink sink) throws AudioException {
    return switch (entry.codecId()) {
      case "A_OPUS" -> opus(entry, sink);
      case "A_VORBIS" ->
          new AudioTrack(entry.number(), Codec.VORBIS, vorbis(entry.codecPrivate(), sink), 0);
      case "A_FLAC" ->
          new AudioTrack(entry.number(), Codec.FLAC, flac(entry.codecPrivate(), sink), 0);
      default ->
          throw new AudioException(
              Kind.UNSUPPORTED,
              "the WebM/Matroska sound track is coded with %s; Opus, Vorbis and FLAC are supported"
                  .formatted(entry.codecId().isEmpty() ? "nothing" : entry.codecId()));
    };
  }

  private static AudioTrack opus(TrackEntry entry, PcmSink sink) throws AudioException {
    OpusHead head = OpusHead.parse(entry.codecPrivate());
    sink.checkLimits(OpusPacketDecoder.RATE, head.channels());
    return new AudioTrack(entry.number(), Codec.OPUS, new OpusPacketDecoder(head), head.preSkip());
  }

  /** Three packets, the lengths of the first two in front, as Xiph lacing does it. */
  private static PacketDecoder vorbis(byte[] codecPrivate, PcmSink sink) throws AudioException {
    EbmlBytes bytes = new EbmlBytes(codecPrivate, 0, codecPrivate.length);
    if (bytes.u8() != 2) {
      throw EbmlBytes.damaged();
    }
    int identification = Lacing.xiphLength(bytes);
    int comments = Lacing.xiphLength(bytes);
    byte[] first = bytes.take(identification);
    bytes.take(comments);
    return VorbisHeaders.decoder(first, bytes.rest(), sink);
  }

  private static PacketDecoder flac(byte[] codecPrivate, PcmSink sink) throws AudioException {
    if (codecPrivate.length < FLAC_MARKER_AND_BLOCK_HEADER + FlacStreamInfo.BYTES) {
      throw EbmlBytes.damaged();
    }
    ByteQueue header = new ByteQueue();
    header.append(codecPrivate, 0, codecPrivate.length);
    return new FlacFrameDecoder(FlacStreamInfo.parse(header, FLAC_MARKER_AND_BLOCK_HEADER, sink));
  }
}
