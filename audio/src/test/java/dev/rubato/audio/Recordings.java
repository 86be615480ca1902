package dev.rubato.audio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Short recordings in every container and codec: the project's samples and those of the tests. */
final class Recordings {
  private static final Path CLIPS = Path.of("src", "test", "resources", "clips");

  private Recordings() {}

  /** Names of all recordings. */
  static List<String> names() {
    List<String> names = new ArrayList<>();
    for (Path folder : List.of(Decoding.SAMPLES, CLIPS)) {
      try (Stream<Path> files = Files.list(folder)) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> !name.endsWith(".md") && !name.endsWith(".jsonl"))
            .sorted()
            .forEach(names::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return names;
  }

  static Path path(String name) {
    Path clip = CLIPS.resolve(name);
    return Files.exists(clip) ? clip : Decoding.SAMPLES.resolve(name);
  }

  static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(path(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static float[] join(float[] head, float[] tail) {
    float[] all = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, all, head.length, tail.length);
    return all;
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
