package dev.rubato.audio.internal.ogg;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;
import dev.rubato.audio.Codec;
import dev.rubato.audio.internal.ByteQueue;
import dev.rubato.audio.internal.PacketDecoder;
import dev.rubato.audio.internal.PcmSink;
import dev.rubato.audio.internal.flac.FlacFrameDecoder;
import dev.rubato.audio.internal.flac.FlacStreamInfo;

/** FLAC in Ogg (RFC 9639 section 10.1): stream information, other blocks, then frames. */
final class FlacMapping implements OggMapping {
  /** Mapping header, stream marker and block header. */
  private static final int STREAM_INFO = 17;

  private PacketDecoder decoder;

  @Override
  public String name() {
    return "FLAC";
  }

  @Override
  public Codec codec() {
    return Codec.FLAC;
  }

  @Override
  public boolean header(OggPacket packet, PcmSink sink) throws AudioException {
    byte[] data = packet.data();
    if (decoder != null) {
      // Only frames begin with the synchronisation code.
      return data.length > 0 && data[0] != (byte) 0xff;
    }
    if (data.length < STREAM_INFO + FlacStreamInfo.BYTES) {
      throw new AudioException(
          Kind.DAMAGED,
          "the Ogg FLAC header is damaged: it has only %d bytes".formatted(data.length));
    }
    ByteQueue header = new ByteQueue();
    header.append(data, 0, data.length);
    decoder = new FlacFrameDecoder(FlacStreamInfo.parse(header, STREAM_INFO, sink));
    return true;
  }

  @Override
  public PacketDecoder decoder() {
    return decoder;
  }
}
