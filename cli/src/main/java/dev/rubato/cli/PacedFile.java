package dev.rubato.cli;

import dev.rubato.audio.AudioDecoder;
import dev.rubato.audio.AudioDecoders;
import dev.rubato.audio.AudioException;
import dev.rubato.engine.Partial;
import dev.rubato.engine.Recognizer;
import dev.rubato.engine.StreamOptions;
import dev.rubato.engine.Transcript;
import dev.rubato.engine.Transcription;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A file that comes in pieces of a given size, as a live stream would. Immutable; may be shared
 * between threads.
 *
 * @param file the recording
 * @param pieceBytes bytes per piece
 */
record PacedFile(Path file, int pieceBytes) {

  /**
   * Transcribes the file.
   *
   * @param recognizer does the work
   * @param options what the stream wants
   * @param partials receives the text of partial results, on the recognizer's threads
   */
  Transcript transcribe(Recognizer recognizer, StreamOptions options, Consumer<String> partials)
      throws IOException {
    try (InputStream bytes = open();
        AudioDecoder decoder = AudioDecoders.sniffing();
        Transcription transcription =
            recognizer.transcription(
                options,
                event -> {
                  if (event instanceof Partial partial) {
                    partials.accept(partial.text());
                  }
                })) {
      byte[] piece = new byte[pieceBytes];
      for (int count = bytes.read(piece); count >= 0; count = bytes.read(piece)) {
        decoder.accept(
            piece, 0, count, (samples, length) -> transcription.accept(samples, 0, length));
      }
      decoder.finish((samples, length) -> transcription.accept(samples, 0, length));
      return transcription.finish();
    }
  }

  private InputStream open() throws IOException {
    if (Files.isDirectory(file)) {
      throw new AudioException(
          AudioException.Kind.UNREADABLE, "is a directory; name the recordings in it one by one");
    }
    try {
      return Files.newInputStream(file);
    } catch (NoSuchFileException e) {
      throw new AudioException(AudioException.Kind.UNREADABLE, "no such file", e);
    }
  }
}
