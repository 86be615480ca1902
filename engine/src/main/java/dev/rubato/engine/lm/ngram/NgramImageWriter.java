package dev.rubato.engine.lm.ngram;

import dev.rubato.engine.lm.LanguageModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** Writes a binary model. Not safe for use by several threads at once. */
final class NgramImageWriter {
  private final NgramLevels levels;
  private final ImageLayout layout;
  private final CRC32C checksum = new CRC32C();

  /**
   * Prepares to write.
   *
   * @param valueBits bits of a log-probability and of a backing-off weight, from 2 to 16
   */
  NgramImageWriter(NgramLevels levels, int valueBits) {
    if (valueBits < 2 || valueBits > 16) {
      throw new IllegalArgumentException(
          "bits per number must be between 2 and 16, but are " + valueBits);
    }
    this.levels = levels;
    int[] counts = new int[levels.order()];
    for (int n = 1; n <= counts.length; n++) {
      counts[n - 1] = levels.count(n);
    }
    this.layout = new ImageLayout(counts, valueBits, levels.words().textBytes());
  }

  /** Writes the file, replacing an older one. */
  void write(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      channel.write(ByteBuffer.allocate(ImageHeader.BYTES), 0);
      channel.position(ImageHeader.BYTES);
      put(channel, levels.words().stored());
      ByteBuffer books = buffer(layout.codebooksBytes());
      ByteBuffer[] tables = new ByteBuffer[layout.order()];
      for (int n = 1; n <= layout.order(); n++) {
        tables[n - 1] = level(n, books);
      }
      put(channel, books.flip());
      for (ByteBuffer table : tables) {
        put(channel, table);
      }
      channel.write(ImageHeader.write(layout, checksum.getValue()), 0);
    }
  }

  private ByteBuffer level(int n, ByteBuffer books) {
    boolean highest = n == layout.order();
    int count = layout.count(n);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = levels.logProb(n, i);
    }
    Codebook logProbs = codebook(values, books);
    Codebook backoffs = null;
    if (!highest) {
      for (int i = 0; i < count; i++) {
        values[i] = levels.backoff(n, i);
      }
      backoffs = codebook(values, books);
    }
    ByteBuffer data = buffer(layout.levelBytes(n));
    LevelFields fields = layout.fields(n);
    PackedTable table = new PackedTable(data, fields.recordBits());
    for (int i = 0; i < count; i++) {
      if (n > 1) {
        table.set(i, 0, fields.wordBits(), levels.word(n, i));
      }
      table.set(i, fields.logProbAt(), fields.valueBits(), logProbs.code(levels.logProb(n, i)));
      if (!highest) {
        table.set(i, fields.backoffAt(), fields.valueBits(), backoffs.code(levels.backoff(n, i)));
        table.set(i, fields.childAt(), fields.childBits(), levels.firstChild(n, i));
      }
      if (fields.suffixBits() > 0) {
        table.set(i, fields.suffixAt(), fields.suffixBits(), levels.suffix(n, i));
      }
    }
    if (!highest) {
      table.set(count, fields.childAt(), fields.childBits(), levels.firstChild(n, count));
    }
    return data;
  }

  private Codebook codebook(float[] values, ByteBuffer books) {
    Codebook book = Codebook.of(layout.valueBits(), values.clone());
    for (float value : book.values()) {
      books.putFloat(value);
    }
    return book;
  }

  private static ByteBuffer buffer(long bytes) {
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new LanguageModelException(
          "the model is too large: a part of it would take %d bytes; prune it".formatted(bytes));
    }
    return ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Writes a section and fills up to a multiple of eight bytes. */
  private void put(FileChannel channel, ByteBuffer section) throws IOException {
    checksum.update(section.duplicate());
    while (section.hasRemaining()) {
      channel.write(section);
    }
    ByteBuffer fill = ByteBuffer.allocate((int) (-channel.position() & 7));
    checksum.update(fill.duplicate());
    channel.write(fill);
  }
}
