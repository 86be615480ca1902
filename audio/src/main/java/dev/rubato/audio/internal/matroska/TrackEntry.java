package dev.rubato.audio.internal.matroska;

import dev.rubato.audio.AudioException;

/**
 * What a track says of itself (RFC 9559 section 5.1.4).
 *
 * @param number as blocks name it
 * @param type 2 is sound
 * @param codecId name of the codec
 * @param codecPrivate header of the codec
 * @param encoded whether frames are compressed once more or encrypted
 */
record TrackEntry(long number, long type, String codecId, byte[] codecPrivate, boolean encoded) {
  private static final int NUMBER = 0xd7;
  private static final int TYPE = 0x83;
  private static final int CODEC_ID = 0x86;
  private static final int CODEC_PRIVATE = 0x63a2;
  private static final int CONTENT_ENCODINGS = 0x6d80;
  private static final int SOUND = 2;

  /** Reads an entry. */
  static TrackEntry parse(EbmlBytes bytes) throws AudioException {
    long number = 0;
    long type = 0;
    String codecId = "";
    byte[] codecPrivate = {};
    boolean encoded = false;
    while (bytes.hasMore()) {
      int identifier = bytes.identifier();
      EbmlBytes content = bytes.content();
      switch (identifier) {
        case NUMBER -> number = content.unsigned();
        case TYPE -> type = content.unsigned();
        case CODEC_ID -> codecId = content.text();
        case CODEC_PRIVATE -> codecPrivate = content.rest();
        case CONTENT_ENCODINGS -> encoded = true;
        default -> {}
      }
    }
    return new TrackEntry(number, type, codecId, codecPrivate, encoded);
  }

  boolean isSound() {
    return type == SOUND;
  }
}
