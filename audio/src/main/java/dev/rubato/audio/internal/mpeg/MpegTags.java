package dev.rubato.audio.internal.mpeg;

import dev.rubato.audio.internal.ByteQueue;

/** Tags between and after frames: ID3v1, ID3v2, APEv2, Lyrics3. Stateless. */
public final class MpegTags {
  /** Bytes that tell the length of an ID3v2 tag. */
  public static final int ID3V2_HEADER = 10;

  private static final int ID3 = 0x494433;
  private static final int TAG = 0x544147;
  private static final int APETAGEX = 0x41504554;
  private static final int LYRICS = 0x4c595249;

  private MpegTags() {}

  /** Whether an ID3v2 tag begins here; four bytes must wait. */
  public static boolean isId3v2(ByteQueue input, int at) {
    return input.tag(at) >>> 8 == ID3;
  }

  /** Whole length of an ID3v2 tag; {@link #ID3V2_HEADER} bytes must wait. */
  public static int id3v2Bytes(ByteQueue input) {
    int size = 0;
    for (int i = 6; i < ID3V2_HEADER; i++) {
      size = size << 7 | (input.u8(i) & 0x7f);
    }
    boolean footer = (input.u8(5) & 0x10) != 0;
    return ID3V2_HEADER + size + (footer ? ID3V2_HEADER : 0);
  }

  /** Whether any tag begins here; four bytes must wait. */
  static boolean begins(ByteQueue input, int at) {
    return isId3v2(input, at) || isAtEnd(input, at);
  }

  /** Whether a tag begins here after which there is no more audio; four bytes must wait. */
  static boolean isAtEnd(ByteQueue input, int at) {
    int tag = input.tag(at);
    return tag >>> 8 == TAG || tag == APETAGEX || tag == LYRICS;
  }
}
