package dev.rubato.audio.internal.vorbis;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;
import dev.rubato.audio.internal.PacketDecoder;
import dev.rubato.audio.internal.PcmSink;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Header packets to a decoder. Stateless. */
public final class VorbisHeaders {
  private static final int IDENTIFICATION_BYTES = 30;

  private VorbisHeaders() {}

  /** Checks the limits before the library allocates anything. */
  public static PacketDecoder decoder(byte[] identification, byte[] setup, PcmSink sink)
      throws AudioException {
    if (identification.length < IDENTIFICATION_BYTES) {
      throw new AudioException(
          Kind.DAMAGED,
          "the Vorbis header is damaged: it has only %d bytes".formatted(identification.length));
    }
    ByteBuffer header = ByteBuffer.wrap(identification).order(ByteOrder.LITTLE_ENDIAN);
    sink.checkLimits(Integer.toUnsignedLong(header.getInt(12)), header.get(11) & 0xff);
    return new VorbisPacketDecoder(identification, setup);
  }
}
