package dev.rubato.training.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Number format of the matrix products of training; everything else is float32. */
public enum Precision {
  /** IEEE single precision. */
  FLOAT32(6),
  /** Brain floating point with float32 accumulation; five times as fast where a CPU has AMX. */
  BFLOAT16(15);

  private final long scalarType;

  Precision(long scalarType) {
    this.scalarType = scalarType;
  }

  /** Index of the format in libtorch's list of scalar types. */
  long scalarType() {
    return scalarType;
  }

  /**
   * Reads a setting.
   *
   * @param setting {@code auto}, {@code float32} or {@code bfloat16}; {@code auto} is bfloat16
   *     where this machine multiplies it in hardware
   */
  public static Precision of(String setting) {
    return switch (setting.toLowerCase(Locale.ROOT)) {
      case "auto" -> hardwareHasBfloat16() ? BFLOAT16 : FLOAT32;
      case "float32" -> FLOAT32;
      case "bfloat16" -> BFLOAT16;
      default ->
          throw new IllegalArgumentException(
              "precision must be auto, float32 or bfloat16, but is " + setting);
    };
  }

  private static boolean hardwareHasBfloat16() {
    Path info = Path.of("/proc/cpuinfo");
    try {
      return Files.isReadable(info) && Files.readString(info).contains("amx_bf16");
    } catch (IOException e) {
      return false;
    }
  }
}
