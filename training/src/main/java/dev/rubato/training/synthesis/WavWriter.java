package dev.rubato.training.synthesis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes 16-bit mono WAV files (RIFF, "Multimedia Programming Interface and Data Specifications
 * 1.0", 1991). Stateless; may be shared between threads.
 */
final class WavWriter {
  private static final int HEADER = 44;

  private WavWriter() {}

  /**
   * Writes a file, whole or not at all; its folder is made if need be.
   *
   * @param file where to
   * @param samples mono samples in [-1, 1]; what lies beyond is clipped
   * @param sampleRate Hz
   */
  static void write(Path file, float[] samples, int sampleRate) throws IOException {
    int bytes = Math.multiplyExact(2, samples.length);
    ByteBuffer wav = ByteBuffer.allocate(HEADER + bytes).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(ascii("RIFF")).putInt(HEADER - 8 + bytes).put(ascii("WAVE"));
    wav.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
    wav.putInt(sampleRate).putInt(2 * sampleRate).putShort((short) 2).putShort((short) 16);
    wav.put(ascii("data")).putInt(bytes);
    for (float sample : samples) {
      wav.putShort((short) Math.round(Math.max(-1, Math.min(1, sample)) * Short.MAX_VALUE));
    }
    Files.createDirectories(file.getParent());
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.write(part, wav.array());
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
