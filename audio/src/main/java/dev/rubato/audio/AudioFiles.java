package dev.rubato.audio;

import dev.rubato.audio.AudioException.Kind;
import dev.rubato.audio.internal.SampleBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Recordings in files. Stateless; may be shared between threads. */
public final class AudioFiles {
  private static final int PIECE = 1 << 16;

  private AudioFiles() {}

  /**
   * Reads a recording of any supported container.
   *
   * @param file the recording
   * @return 16 kHz mono samples in [-1, 1]
   * @throws AudioException if it cannot be read or decoded; the message begins with the name
   */
  public static float[] read(Path file) throws AudioException {
    SampleBuffer samples = new SampleBuffer();
    stream(file, AudioLimits.DEFAULT, samples);
    return samples.toArray();
  }

  /**
   * Streams a recording of any supported container; little of it is held at a time.
   *
   * @param file the recording
   * @param limits what the recording may ask for
   * @param sink takes 16 kHz mono samples in [-1, 1], block by block
   * @return what the recording is
   * @throws AudioException if it cannot be read or decoded; the message begins with the name
   */
  public static AudioFormat stream(Path file, AudioLimits limits, SampleSink sink)
      throws AudioException {
    try (AudioDecoder decoder = AudioDecoders.sniffing(limits);
        InputStream bytes = open(file)) {
      byte[] piece = new byte[PIECE];
      for (int count = bytes.read(piece); count >= 0; count = bytes.read(piece)) {
        decoder.accept(piece, 0, count, sink);
      }
      decoder.finish(sink);
      Optional<AudioFormat> format = decoder.format();
      return format.orElseThrow();
    } catch (AudioException e) {
      throw new AudioException(e.kind(), file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new AudioException(Kind.UNREADABLE, file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new AudioException(
          Kind.UNREADABLE, "is a directory; name the recordings in it one by one");
    }
    if (!Files.exists(file)) {
      throw new AudioException(Kind.UNREADABLE, "no such file");
    }
    try {
      return Files.newInputStream(file);
    } catch (AccessDeniedException e) {
      throw new AudioException(Kind.UNREADABLE, "may not be read; check its permissions", e);
    }
  }
}
