package dev.rubato.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes WAV files, right and wrong ones. */
@SuppressWarnings("ByteBufferBackingArray") // all buffers come from header()
final class Wav {
  private static final int HEADER = 44;
  private static final int PCM = 1;
  private static final int FLOAT = 3;

  private Wav() {}

  /** 16 kHz mono, 16 bits. */
  static Path write(Path file, float[] samples) throws IOException {
    ByteBuffer bytes = header(PCM, 1, 16_000, 16, 2L * samples.length);
    for (float sample : samples) {
      bytes.putShort((short) Math.round(sample * 32_767));
    }
    return Files.write(file, bytes.array());
  }

  /** 16 kHz mono, 32-bit floats. */
  static Path writeFloats(Path file, float... samples) throws IOException {
    ByteBuffer bytes = header(FLOAT, 1, 16_000, 32, 4L * samples.length);
    for (float sample : samples) {
      bytes.putFloat(sample);
    }
    return Files.write(file, bytes.array());
  }

  /** A header that declares what it is told, followed by 3200 bytes of silence. */
  static Path writeHeader(Path file, int channels, int sampleRate, long declaredBytes)
      throws IOException {
    ByteBuffer bytes = header(PCM, channels, sampleRate, 16, 3200);
    bytes.putInt(4, (int) (declaredBytes + HEADER - 8));
    bytes.putInt(40, (int) declaredBytes);
    return Files.write(file, bytes.array());
  }

  private static ByteBuffer header(
      int format, int channels, int sampleRate, int bits, long dataBytes) {
    int frame = channels * bits / 8;
    return ByteBuffer.allocate(HEADER + (int) dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt((int) (dataBytes + HEADER - 8))
        .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
        .putInt(16)
        .putShort((short) format)
        .putShort((short) channels)
        .putInt(sampleRate)
        .putInt(sampleRate * frame)
        .putShort((short) frame)
        .putShort((short) bits)
        .put("data".getBytes(StandardCharsets.US_ASCII))
        .putInt((int) dataBytes);
  }
}
