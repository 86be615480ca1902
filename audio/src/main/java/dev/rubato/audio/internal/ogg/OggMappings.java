package dev.rubato.audio.internal.ogg;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The first packets of the codecs that Ogg carries. Stateless. */
final class OggMappings {
  private OggMappings() {}

  /** The mapping of a stream that begins so. */
  static Optional<OggMapping> match(byte[] packet) {
    if (begins(packet, "OpusHead")) {
      return Optional.of(new OpusMapping());
    }
    if (begins(packet, "\u0001vorbis")) {
      return Optional.of(new VorbisMapping());
    }
    if (begins(packet, "\u007fFLAC")) {
      return Optional.of(new FlacMapping());
    }
    return Optional.empty();
  }

  /** What else the stream is, for messages. */
  static String nameOfOther(byte[] packet) {
    if (begins(packet, "Speex")) {
      return "Speex";
    }
    return begins(packet, "\u0080theora") ? "Theora video" : "no known audio codec";
  }

  private static boolean begins(byte[] packet, String magic) {
    byte[] expected = magic.getBytes(StandardCharsets.ISO_8859_1);
    return packet.length >= expected.length
        && Arrays.equals(packet, 0, expected.length, expected, 0, expected.length);
  }
}
