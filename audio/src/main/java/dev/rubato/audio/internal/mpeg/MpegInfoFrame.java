package dev.rubato.audio.internal.mpeg;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What an encoder put into a first frame without audio: the Xing or Info header with LAME's
 * extension, or Fraunhofer's VBRI header.
 *
 * @param frames number of audio frames, 0 if unknown
 * @param delay samples that the encoder put before the recording, -1 if unknown
 * @param padding samples that it put after, -1 if unknown
 */
record MpegInfoFrame(long frames, int delay, int padding) {
  private static final int VBRI_OFFSET = 36;
  private static final int LAME_DELAYS = 21;

  /** Reads the frame, if it is such a one. */
  static Optional<MpegInfoFrame> parse(MpegHeader header, byte[] frame) {
    if (header.layer() != 3) {
      return Optional.empty();
    }
    boolean full = header.version() == 1;
    boolean mono = header.channels() == 1;
    int sideInfo = full ? (mono ? 17 : 32) : mono ? 9 : 17;
    // Encoders disagree whether the checksum moves the header.
    for (int xing = MpegHeader.BYTES + sideInfo;
        xing <= MpegHeader.BYTES + sideInfo + 2;
        xing += 2) {
      if (has(frame, xing, "Xing") || has(frame, xing, "Info")) {
        return Optional.of(xing(frame, xing));
      }
    }
    if (has(frame, VBRI_OFFSET, "VBRI") && frame.length >= VBRI_OFFSET + 18) {
      long frames = Integer.toUnsignedLong(ByteBuffer.wrap(frame).getInt(VBRI_OFFSET + 14));
      return Optional.of(new MpegInfoFrame(frames, -1, -1));
    }
    return Optional.empty();
  }

  private static MpegInfoFrame xing(byte[] frame, int at) {
    ByteBuffer bytes = ByteBuffer.wrap(frame);
    if (frame.length < at + 12) {
      return new MpegInfoFrame(0, -1, -1);
    }
    int flags = bytes.getInt(at + 4);
    long frames = (flags & 1) != 0 ? Integer.toUnsignedLong(bytes.getInt(at + 8)) : 0;
    int lame =
        at
            + 8
            + ((flags & 1) != 0 ? 4 : 0)
            + ((flags & 2) != 0 ? 4 : 0)
            + ((flags & 4) != 0 ? 100 : 0)
            + ((flags & 8) != 0 ? 4 : 0);
    boolean known = has(frame, lame, "LAME") || has(frame, lame, "Lav");
    if (!known || frame.length < lame + LAME_DELAYS + 3) {
      return new MpegInfoFrame(frames, -1, -1);
    }
    int delays = bytes.getInt(lame + LAME_DELAYS - 1) & 0xffffff;
    return new MpegInfoFrame(frames, delays >> 12, delays & 0xfff);
  }

  private static boolean has(byte[] frame, int at, String text) {
    byte[] expected = text.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < expected.length; i++) {
      if (at + i >= frame.length || frame[at + i] != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
