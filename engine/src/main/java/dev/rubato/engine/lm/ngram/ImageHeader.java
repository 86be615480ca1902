package dev.rubato.engine.lm.ngram;

import dev.rubato.engine.lm.LanguageModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The first bytes of a binary model: magic, version, order, bits per number, bytes of the words,
 * counts, length of the file, CRC-32C of all behind the header, CRC-32C of the header before
 * itself. Little-endian. Stateless; may be shared between threads.
 */
final class ImageHeader {
  /** Length of the header. */
  static final int BYTES = 128;

  /** First bytes of every binary model. */
  static final String MAGIC = "RubatoLM";

  private static final int VERSION = 1;
  private static final int MAX_ORDER = 9;
  private static final int CHECKSUM_AT = BYTES - 4;
  private static final int BODY_CHECKSUM_AT = BYTES - 8;
  private static final int LENGTH_AT = BYTES - 16;

  private ImageHeader() {}

  /** Writes the header of a file whose part behind the header has the given CRC-32C. */
  static ByteBuffer write(ImageLayout layout, long bodyChecksum) {
    ByteBuffer header = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.put(MAGIC.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    header.putInt(VERSION).putInt(layout.order()).putInt(layout.valueBits());
    header.putInt(layout.wordBytes());
    for (int count : layout.counts()) {
      header.putInt(count);
    }
    header.putLong(LENGTH_AT, layout.fileBytes()).putInt(BODY_CHECKSUM_AT, (int) bodyChecksum);
    header.putInt(CHECKSUM_AT, checksum(header));
    return header.position(0);
  }

  /**
   * Reads and checks a header.
   *
   * @param name what messages call the file
   * @param header its first {@link #BYTES} bytes
   * @param fileBytes its length
   */
  static ImageLayout read(String name, ByteBuffer header, long fileBytes) {
    header.order(ByteOrder.LITTLE_ENDIAN);
    int version = header.getInt(8);
    if (version != VERSION) {
      throw new LanguageModelException(
          "%s has format version %d, but this version of Rubato reads version %d; convert it again"
              .formatted(name, version, VERSION));
    }
    if (header.getInt(CHECKSUM_AT) != checksum(header)) {
      throw new LanguageModelException("%s is damaged: its header is not intact".formatted(name));
    }
    int order = header.getInt(12);
    int bits = header.getInt(16);
    if (order < 1 || order > MAX_ORDER || bits < 1 || bits > 16) {
      throw new LanguageModelException("%s is damaged: impossible header".formatted(name));
    }
    int[] counts = new int[order];
    for (int n = 0; n < order; n++) {
      counts[n] = header.getInt(24 + 4 * n);
      if (counts[n] < 0) {
        throw new LanguageModelException("%s is damaged: impossible header".formatted(name));
      }
    }
    ImageLayout layout = new ImageLayout(counts, bits, Math.max(0, header.getInt(20)));
    if (header.getLong(LENGTH_AT) != layout.fileBytes() || fileBytes != layout.fileBytes()) {
      throw new LanguageModelException(
          "%s is damaged: it has %d bytes instead of %d"
              .formatted(name, fileBytes, layout.fileBytes()));
    }
    return layout;
  }

  /** The CRC-32C of everything behind the header. */
  static int bodyChecksum(ByteBuffer header) {
    return header.order(ByteOrder.LITTLE_ENDIAN).getInt(BODY_CHECKSUM_AT);
  }

  private static int checksum(ByteBuffer header) {
    CRC32C checksum = new CRC32C();
    checksum.update(header.duplicate().position(0).limit(CHECKSUM_AT));
    return (int) checksum.getValue();
  }
}
