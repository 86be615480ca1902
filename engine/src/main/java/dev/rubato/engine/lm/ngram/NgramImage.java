package dev.rubato.engine.lm.ngram;

import dev.rubato.engine.lm.LanguageModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * The n-grams of a binary model, read where they lie in a mapped file; processes that map the same
 * file share its memory. Sections are at most 2 GB each. The mapping ends when the object is
 * collected. Immutable; may be shared between threads.
 */
final class NgramImage implements NgramLevels {
  private final ImageLayout layout;
  private final WordList words;
  private final PackedLevel[] levels;

  private NgramImage(ImageLayout layout, WordList words, PackedLevel[] levels) {
    this.layout = layout;
    this.words = words;
    this.levels = levels;
  }

  /**
   * Maps a file and checks that it is intact.
   *
   * @throws LanguageModelException if it is no binary model, is damaged or has another version
   */
  static NgramImage open(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long length = channel.size();
      if (length < ImageHeader.BYTES) {
        throw new LanguageModelException(
            "%s is damaged: it has only %d bytes".formatted(file, length));
      }
      ByteBuffer header = channel.map(FileChannel.MapMode.READ_ONLY, 0, ImageHeader.BYTES);
      ImageLayout layout = ImageHeader.read(file.toString(), header, length);
      if (checksum(channel, length) != ImageHeader.bodyChecksum(header)) {
        throw new LanguageModelException(
            "%s is damaged: its content does not match its checksum".formatted(file));
      }
      return of(layout, new Sections(channel));
    }
  }

  private static NgramImage of(ImageLayout layout, Sections sections) throws IOException {
    ByteBuffer text = sections.map(layout.wordsAt(), layout.wordsBytes());
    WordList words = new WordList(text, layout.count(1), layout.wordBytes());
    ByteBuffer books = sections.map(layout.codebooksAt(), layout.codebooksBytes());
    PackedLevel[] levels = new PackedLevel[layout.order()];
    for (int n = 1; n <= layout.order(); n++) {
      ByteBuffer records = sections.map(layout.levelAt(n), layout.levelBytes(n));
      Codebook logProbs = codebook(books, layout.valueBits());
      Codebook backoffs = n < layout.order() ? codebook(books, layout.valueBits()) : logProbs;
      levels[n - 1] = new PackedLevel(layout.fields(n), records, logProbs, backoffs);
    }
    return new NgramImage(layout, words, levels);
  }

  private static Codebook codebook(ByteBuffer books, int bits) {
    float[] values = new float[1 << bits];
    for (int i = 0; i < values.length; i++) {
      values[i] = books.getFloat();
    }
    return Codebook.stored(values);
  }

  private static int checksum(FileChannel channel, long length) throws IOException {
    CRC32C checksum = new CRC32C();
    long step = 1 << 30;
    for (long at = ImageHeader.BYTES; at < length; at += step) {
      checksum.update(channel.map(FileChannel.MapMode.READ_ONLY, at, Math.min(step, length - at)));
    }
    return (int) checksum.getValue();
  }

  private record Sections(FileChannel channel) {
    ByteBuffer map(long at, long bytes) throws IOException {
      if (bytes > Integer.MAX_VALUE) {
        throw new LanguageModelException("a part of the model is larger than 2 GB; prune it");
      }
      return channel.map(FileChannel.MapMode.READ_ONLY, at, bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  @Override
  public WordList words() {
    return words;
  }

  @Override
  public int order() {
    return layout.order();
  }

  @Override
  public int count(int n) {
    return layout.count(n);
  }

  @Override
  public int word(int n, int index) {
    return n == 1 ? index : levels[n - 1].word(index);
  }

  @Override
  public float logProb(int n, int index) {
    return levels[n - 1].logProb(index);
  }

  @Override
  public float backoff(int n, int index) {
    return levels[n - 1].backoff(index);
  }

  @Override
  public int firstChild(int n, int index) {
    return levels[n - 1].firstChild(index);
  }

  @Override
  public int suffix(int n, int index) {
    // States of level 1 start behind the empty one.
    return n == 2 ? 1 + word(2, index) : levels[n - 1].suffix(index);
  }
}
