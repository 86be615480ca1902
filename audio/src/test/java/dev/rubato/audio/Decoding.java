package dev.rubato.audio;

import dev.rubato.audio.internal.SampleBuffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Ways to decode for tests. */
final class Decoding {
  /** The clips of the project. */
  static final Path SAMPLES = Path.of("..", "samples", "audio");

  private Decoding() {}

  static byte[] sample(String name) {
    try {
      return Files.readAllBytes(SAMPLES.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All samples from all bytes at once. */
  static float[] whole(byte[] recording) throws AudioException {
    return whole(AudioDecoders.sniffing(), recording);
  }

  static float[] whole(AudioDecoder decoder, byte[] recording) throws AudioException {
    try (decoder) {
      SampleBuffer samples = new SampleBuffer();
      decoder.accept(recording, 0, recording.length, samples);
      decoder.finish(samples);
      return samples.toArray();
    }
  }

  /** All samples from pieces of 1 to {@code longest} bytes. */
  static float[] inPieces(AudioDecoder decoder, byte[] recording, long seed, int longest)
      throws AudioException {
    Random random = new Random(seed);
    try (decoder) {
      SampleBuffer samples = new SampleBuffer();
      for (int at = 0; at < recording.length; ) {
        int length = Math.min(1 + random.nextInt(longest), recording.length - at);
        float[] piece = decoder.accept(recording, at, length);
        samples.accept(piece, piece.length);
        at += length;
      }
      float[] rest = decoder.finish();
      samples.accept(rest, rest.length);
      return samples.toArray();
    }
  }
}
