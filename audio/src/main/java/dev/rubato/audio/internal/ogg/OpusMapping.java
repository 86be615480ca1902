package dev.rubato.audio.internal.ogg;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.Codec;
import dev.rubato.audio.internal.PacketDecoder;
import dev.rubato.audio.internal.PcmSink;
import dev.rubato.audio.internal.opus.OpusHead;
import dev.rubato.audio.internal.opus.OpusPacketDecoder;

/** Opus in Ogg (RFC 7845): identification and comments. */
final class OpusMapping implements OggMapping {
  private OpusHead head;
  private PacketDecoder decoder;

  @Override
  public String name() {
    return "Opus";
  }

  @Override
  public Codec codec() {
    return Codec.OPUS;
  }

  @Override
  public boolean header(OggPacket packet, PcmSink sink) throws AudioException {
    if (decoder != null) {
      return false;
    }
    if (head == null) {
      head = OpusHead.parse(packet.data());
      sink.checkLimits(OpusPacketDecoder.RATE, head.channels());
    } else {
      decoder = new OpusPacketDecoder(head);
    }
    return true;
  }

  @Override
  public PacketDecoder decoder() {
    return decoder;
  }

  @Override
  public int preSkip() {
    return head.preSkip();
  }
}
