package dev.rubato.audio.internal;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;
import java.nio.charset.StandardCharsets;

/** What files are that are not recordings in a supported container. Stateless. */
final class Foreign {
  private static final String SUPPORTED =
      "; WAV, FLAC, Ogg (Opus, Vorbis, FLAC), MP3 and WebM/Matroska (Opus, Vorbis) are supported";

  private static final int LOOKED_AT = 64;
  private static final int SHOWN = 24;

  private Foreign() {}

  /** Refuses what is recognised as something else. */
  static void refuseKnown(ByteQueue input) throws AudioException {
    if (input.available() < 12) {
      return;
    }
    String name =
        switch (input.tag(0)) {
          case 0x52494658 -> "a big-endian WAV file (RIFX)";
          case 0x464f524d -> "an AIFF file";
          case 0x2e736e64 -> "a Sun audio file (.au)";
          case 0x63616666 -> "a Core Audio file (CAF)";
          case 0x2321414d -> "an AMR file";
          case 0x3026b275 -> "a Windows Media file (ASF)";
          default -> input.tag(4) == 0x66747970 ? "an MP4 file (M4A, AAC)" : "";
        };
    boolean aac = (input.tag(0) >>> 16 & 0xfff6) == 0xfff0;
    if (!name.isEmpty() || aac) {
      throw new AudioException(
          Kind.UNSUPPORTED,
          "this is %s%s; others can be converted with ffmpeg -i FILE out.wav"
              .formatted(aac ? "an AAC stream (ADTS)" : name, SUPPORTED));
    }
    if (input.available() >= LOOKED_AT && isText(input)) {
      throw unknown(input);
    }
  }

  /** What to say about bytes that nothing recognised. */
  static AudioException unknown(ByteQueue input) {
    if (isText(input)) {
      return refuse(
          "this is a text file, not a recording: it begins with \"" + begin(input) + "\"");
    }
    return refuse("this is not a recording: its first bytes belong to no known container");
  }

  private static AudioException refuse(String what) {
    return new AudioException(Kind.UNSUPPORTED, what + SUPPORTED);
  }

  private static boolean isText(ByteQueue input) {
    int length = Math.min(LOOKED_AT, input.available());
    for (int i = 0; i < length; i++) {
      int value = input.u8(i);
      boolean control = value < 0x20 && value != '\t' && value != '\n' && value != '\r';
      if (control || value == 0x7f || value == 0xff) {
        return false;
      }
    }
    return length > 0;
  }

  private static String begin(ByteQueue input) {
    byte[] bytes = input.copy(0, Math.min(SHOWN, input.available()));
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.replaceAll("[^ -~]", " ").strip();
  }
}
