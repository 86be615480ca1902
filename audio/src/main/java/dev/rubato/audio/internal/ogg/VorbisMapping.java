package dev.rubato.audio.internal.ogg;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;
import dev.rubato.audio.Codec;
import dev.rubato.audio.internal.PacketDecoder;
import dev.rubato.audio.internal.PcmSink;
import dev.rubato.audio.internal.vorbis.VorbisHeaders;

/** Vorbis in Ogg (Vorbis I, appendix A): identification, comments, setup. */
final class VorbisMapping implements OggMapping {
  private byte[] identification;
  private boolean comments;
  private PacketDecoder decoder;

  @Override
  public String name() {
    return "Vorbis";
  }

  @Override
  public Codec codec() {
    return Codec.VORBIS;
  }

  @Override
  public boolean header(OggPacket packet, PcmSink sink) throws AudioException {
    if (decoder != null) {
      return false;
    }
    if (identification == null) {
      identification = packet.data();
    } else if (!comments) {
      comments = true;
    } else if (packet.tooLong()) {
      throw new AudioException(Kind.DAMAGED, "the Vorbis setup header has more than a megabyte");
    } else {
      decoder = VorbisHeaders.decoder(identification, packet.data(), sink);
    }
    return true;
  }

  @Override
  public PacketDecoder decoder() {
    return decoder;
  }
}
