package dev.rubato.cli.lm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rubato.engine.lm.LanguageModelException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.tukaani.xz.XZFormatException;
import org.tukaani.xz.XZInputStream;

/**
 * Texts that a user names: UTF-8, plain or compressed with gzip or xz (told from their content), or
 * {@code -} for standard input. Stateless; may be shared between threads.
 */
final class LmTexts {
  private static final Path STANDARD_INPUT = Path.of("-");
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int XZ_MEMORY_KIB = 256 << 10;

  /** Takes a text. */
  @FunctionalInterface
  interface Reader {
    /** Reads the text, to its end or not. */
    void read(BufferedReader text) throws IOException;
  }

  private LmTexts() {}

  /**
   * Opens the texts one after the other; standard input if there are none.
   *
   * @throws LanguageModelException if one cannot be read
   */
  static void read(List<Path> files, Reader reader) throws IOException {
    for (Path file : files.isEmpty() ? List.of(STANDARD_INPUT) : files) {
      try (InputStream raw = new BufferedInputStream(open(file), BUFFER_BYTES);
          InputStream plain = decompress(raw);
          BufferedReader text = new BufferedReader(new InputStreamReader(plain, UTF_8))) {
        reader.read(text);
      } catch (ZipException | XZFormatException | EOFException e) {
        throw new LanguageModelException(
            "%s: damaged: it cannot be decompressed".formatted(file), e);
      }
    }
  }

  private static InputStream open(Path file) throws IOException {
    if (file.equals(STANDARD_INPUT)) {
      return System.in;
    }
    if (Files.isDirectory(file)) {
      throw new LanguageModelException(file + ": is a directory; name a file with text");
    }
    try {
      return Files.newInputStream(file);
    } catch (NoSuchFileException e) {
      throw new LanguageModelException(file + ": no such file", e);
    }
  }

  private static InputStream decompress(InputStream raw) throws IOException {
    raw.mark(2);
    int first = raw.read();
    int second = raw.read();
    raw.reset();
    if (first == 0x1F && second == 0x8B) {
      return new GZIPInputStream(raw, BUFFER_BYTES);
    }
    if (first == 0xFD && second == '7') {
      return new XZInputStream(raw, XZ_MEMORY_KIB);
    }
    return raw;
  }
}
