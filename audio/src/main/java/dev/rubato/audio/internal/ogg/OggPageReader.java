package dev.rubato.audio.internal.ogg;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;
import dev.rubato.audio.internal.ByteQueue;
import dev.rubato.audio.internal.Crc;
import dev.rubato.audio.internal.PcmSink;
import dev.rubato.audio.internal.Times;

/**
 * Bytes to pages. Pages whose checksum is wrong are left out, as RFC 3533 asks, and the next page
 * is searched for. Not safe for use by several threads.
 */
final class OggPageReader {
  private static final int CAPTURE = 0x4f676753;
  private static final int HEADER = 27;

  /** Keeps the work bounded when the bytes are made to look like damaged pages. */
  private static final int MAX_DAMAGED = 64;

  private boolean any;
  private int damaged;

  /**
   * Takes the next page from the queue.
   *
   * @return null if more bytes are needed
   */
  OggPage next(ByteQueue input, PcmSink sink) throws AudioException {
    while (capture(input)) {
      if (input.available() < HEADER || input.available() < HEADER + input.u8(26)) {
        return null;
      }
      int[] lacing = new int[input.u8(26)];
      int header = HEADER + lacing.length;
      int body = 0;
      for (int i = 0; i < lacing.length; i++) {
        lacing[i] = input.u8(HEADER + i);
        body += lacing[i];
      }
      if (input.available() < header + body) {
        return null;
      }
      if (checksumHolds(input, header + body)) {
        return page(input, lacing, header, body);
      }
      leaveOut(input, sink);
    }
    return null;
  }

  /** What waits is no page, or not all of one: the next page is searched for behind its begin. */
  void passOver(ByteQueue input) {
    input.drop(Math.min(4, input.available()));
  }

  private OggPage page(ByteQueue input, int[] lacing, int header, int body) {
    OggPage page =
        new OggPage(
            input.u8(5),
            input.s64(6),
            (int) input.u32(14),
            (int) input.u32(18),
            lacing,
            input.copy(header, body));
    input.drop(header + body);
    any = true;
    damaged = 0;
    return page;
  }

  private void leaveOut(ByteQueue input, PcmSink sink) throws AudioException {
    if (!any) {
      throw new AudioException(
          Kind.DAMAGED, "the first Ogg page is damaged (its checksum is wrong)");
    }
    damaged++;
    if (damaged > MAX_DAMAGED) {
      throw new AudioException(
          Kind.DAMAGED,
          "the Ogg pages after %s are damaged (their checksums are wrong)"
              .formatted(Times.text(sink.seconds())));
    }
    sink.note(
        "an Ogg page after %s is damaged (its checksum is wrong) and was left out"
            .formatted(Times.text(sink.seconds())));
    input.drop(4);
  }

  /** Drops bytes until a page begins; false if more bytes are needed to tell. */
  private static boolean capture(ByteQueue input) {
    int skip = 0;
    while (input.available() - skip >= 4 && input.tag(skip) != CAPTURE) {
      skip++;
    }
    input.drop(skip);
    return input.available() >= 4;
  }

  private static boolean checksumHolds(ByteQueue input, int length) {
    byte[] bytes = input.array();
    int start = input.start();
    int crc = Crc.OGG.update(0, bytes, start, 22);
    // The field itself counts as zeros.
    crc = Crc.OGG.update(crc, new byte[4], 0, 4);
    crc = Crc.OGG.update(crc, bytes, start + 26, length - 26);
    return crc == (int) input.u32(22);
  }
}
