package dev.rubato.audio.internal.ogg;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The first packets of the codecs that Ogg carries. Stateless. */
final class OggCodecs {
  private static final Map<String, String> OTHERS =
      Map.of(
          "Speex", "Speex",
          "\u0080theora", "Theora video",
          "fishead", "only a skeleton",
          "BBCD", "Dirac video");

  private OggCodecs() {}

  /** The decoder for a stream that begins so, or null. */
  static OggCodec match(byte[] packet) {
    if (begins(packet, "OpusHead")) {
      return new OggOpus();
    }
    return null;
  }

  /** What else the stream is. */
  static String nameOfOther(byte[] packet) {
    return OTHERS.entrySet().stream()
        .filter(entry -> begins(packet, entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("an unknown codec");
  }

  private static boolean begins(byte[] packet, String magic) {
    byte[] expected = magic.getBytes(StandardCharsets.ISO_8859_1);
    if (packet.length < expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (packet[i] != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
