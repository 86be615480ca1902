package dev.rubato.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes NumPy arrays (format version 1.0 of NEP 1). Stateless; may be shared between threads. */
final class NpyFile {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;

  private NpyFile() {}

  /**
   * Writes a matrix of 32-bit floats.
   *
   * @param file what to write
   * @param values row-major {@code [rows, columns]}
   * @param rows number of rows
   * @param columns number of columns
   */
  static void write(Path file, float[] values, int rows, int columns) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      out.write(header(rows, columns));
      ByteBuffer row = ByteBuffer.allocate(columns * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < rows; i++) {
        row.asFloatBuffer().put(values, i * columns, columns);
        out.write(row.array());
      }
    }
  }

  private static byte[] header(int rows, int columns) {
    String text =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }".formatted(rows, columns);
    int length = MAGIC.length + Short.BYTES + text.length() + 1;
    int padding = Math.floorMod(-length, ALIGNMENT);
    byte[] dictionary = (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(MAGIC.length + Short.BYTES + dictionary.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .putShort((short) dictionary.length)
        .put(dictionary)
        .array();
  }
}
