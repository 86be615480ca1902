package dev.rubato.engine.lm.estimate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes records of a fixed number of ints to a file. Not safe for use by several threads at once.
 */
final class RecordWriter implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final int width;
  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private long count;

  RecordWriter(Path file, int width) throws IOException {
    this.width = width;
    this.channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
  }

  /** Writes the record that starts at {@code offset}. */
  void write(int[] records, int offset) throws IOException {
    for (int i = 0; i < width; i++) {
      if (buffer.remaining() < Integer.BYTES) {
        flush();
      }
      buffer.putInt(records[offset + i]);
    }
    count++;
  }

  /** Number of records written. */
  long count() {
    return count;
  }

  private void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      flush();
    }
  }
}
