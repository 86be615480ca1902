package dev.rubato.engine.lm.ngram;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rubato.engine.lm.LanguageModelException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Opens and saves n-gram models. What a file is, is told from its content: a binary model, an ARPA
 * file, or one that is compressed with gzip. Stateless; may be shared between threads.
 */
public final class NgramModels {
  private NgramModels() {}

  /**
   * Opens a model: a binary one is mapped within milliseconds, an ARPA file is read into memory.
   *
   * @throws LanguageModelException if the file is not a model or is damaged
   */
  public static NgramModel open(Path file) throws IOException {
    byte[] start = new byte[ImageHeader.MAGIC.length()];
    try (InputStream in = Files.newInputStream(file)) {
      int length = in.readNBytes(start, 0, start.length);
      if (length == 0) {
        throw new LanguageModelException("%s is empty".formatted(file));
      }
    }
    if (Arrays.equals(start, ImageHeader.MAGIC.getBytes(US_ASCII))) {
      return new NgramModel(NgramImage.open(file));
    }
    boolean gzip = start[0] == (byte) 0x1F && start[1] == (byte) 0x8B;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        InputStream text = gzip ? new GZIPInputStream(in, 1 << 16) : in) {
      NgramTableBuilder builder = new NgramTableBuilder();
      ArpaReader.read(file.toString(), text, builder);
      return builder.model();
    } catch (java.util.zip.ZipException | java.io.EOFException e) {
      throw new LanguageModelException(
          "%s is damaged: it cannot be decompressed (%s)".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Saves a model as a binary file, replacing an older one.
   *
   * @param valueBits bits of a log-probability and of a backing-off weight, from 2 to 16; 8 loses
   *     next to nothing
   */
  public static void saveBinary(NgramModel model, Path file, int valueBits) throws IOException {
    new NgramImageWriter(model.levels(), valueBits).write(file);
  }

  /** Saves a model as an ARPA file, compressed if the name ends in {@code .gz}. */
  public static void saveArpa(NgramModel model, Path file) throws IOException {
    try (java.io.OutputStream raw = Files.newOutputStream(file);
        ArpaWriter writer =
            new ArpaWriter(
                file.toString().endsWith(".gz") ? new GZIPOutputStream(raw, 1 << 16) : raw)) {
      NgramWalk.all(model.levels(), writer);
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
