package dev.rubato.server.openai;

import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;

/** How far a text can be compressed, by which clients recognise texts that repeat themselves. */
final class CompressionRatio {
  private CompressionRatio() {}

  /** Bytes of the text over bytes of its zlib form. */
  static double of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(bytes);
      deflater.finish();
      byte[] scratch = new byte[1024];
      int compressed = 0;
      while (!deflater.finished()) {
        compressed += deflater.deflate(scratch);
      }
      return (double) bytes.length / compressed;
    } finally {
      deflater.end();
    }
  }
}
