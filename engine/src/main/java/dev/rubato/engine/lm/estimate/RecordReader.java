package dev.rubato.engine.lm.estimate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads what {@link RecordWriter} wrote. Not safe for use by several threads at once. */
final class RecordReader implements Records {
  private static final int BUFFER_BYTES = 1 << 16;

  private final int width;
  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).limit(0);

  RecordReader(Path file, int width) throws IOException {
    this.width = width;
    this.channel = FileChannel.open(file, StandardOpenOption.READ);
  }

  @Override
  public boolean next(int[] record) throws IOException {
    for (int i = 0; i < width; i++) {
      if (buffer.remaining() < Integer.BYTES && !fill()) {
        return false;
      }
      record[i] = buffer.getInt();
    }
    return true;
  }

  private boolean fill() throws IOException {
    buffer.compact();
    while (buffer.position() < Integer.BYTES) {
      if (channel.read(buffer) < 0) {
        return false;
      }
    }
    buffer.flip();
    return true;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
