package dev.rubato.audio;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Takes Ogg files apart and puts pages together again, with an own, slow checksum. */
final class OggPages {
  private OggPages() {}

  /** The pages of a file. */
  static List<byte[]> split(byte[] file) {
    List<byte[]> pages = new ArrayList<>();
    for (int at = 0; at < file.length; ) {
      int segments = file[at + 26] & 0xff;
      int length = 27 + segments;
      for (int i = 0; i < segments; i++) {
        length += file[at + 27 + i] & 0xff;
      }
      pages.add(Arrays.copyOfRange(file, at, at + length));
      at += length;
    }
    return pages;
  }

  static byte[] join(List<byte[]> pages) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    pages.forEach(file::writeBytes);
    return file.toByteArray();
  }

  /** A recording with another body of the first page. */
  static byte[] changeFirst(String name, Consumer<byte[]> change) {
    List<byte[]> pages = split(Recordings.bytes(name));
    byte[] page = pages.get(0);
    int header = 27 + (page[26] & 0xff);
    byte[] body = Arrays.copyOfRange(page, header, page.length);
    change.accept(body);
    System.arraycopy(body, 0, page, header, body.length);
    sign(page);
    return join(pages);
  }

  /** Sets the serial number of a stream. */
  static byte[] withSerial(byte[] page, int serial) {
    byte[] changed = page.clone();
    for (int i = 0; i < 4; i++) {
      changed[14 + i] = (byte) (serial >> 8 * i);
    }
    sign(changed);
    return changed;
  }

  /** Sets the checksum of a page. */
  static void sign(byte[] page) {
    Arrays.fill(page, 22, 26, (byte) 0);
    int crc = 0;
    for (byte value : page) {
      for (int bit = 7; bit >= 0; bit--) {
        boolean high = (crc < 0) ^ ((value >> bit & 1) == 1);
        crc = crc << 1 ^ (high ? 0x04c11db7 : 0);
      }
    }
    for (int i = 0; i < 4; i++) {
      page[22 + i] = (byte) (crc >> 8 * i);
    }
  }
}
