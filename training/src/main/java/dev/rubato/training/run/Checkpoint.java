package dev.rubato.training.run;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * State of a run on disk: {@code arrays.bin} (name, size, big-endian floats of every array) and
 * {@code progress.json} in a folder that is renamed into place when complete, so that a kill at any
 * moment leaves the previous checkpoint usable. Stateless; may be shared between threads.
 */
public final class Checkpoint {
  private static final String PREFIX = "checkpoint-";
  private static final int KEPT = 2;

  private Checkpoint() {}

  /** Writes a checkpoint and deletes old ones. */
  public static void save(Path run, Progress progress, Map<String, NDArray> arrays)
      throws IOException {
    Path target = run.resolve(PREFIX + "%09d".formatted(progress.step()));
    Path partial = run.resolve("partial-" + target.getFileName());
    deleteFolder(partial);
    Files.createDirectories(partial);
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(Files.newOutputStream(partial.resolve("arrays.bin"))))) {
      for (Map.Entry<String, NDArray> entry : arrays.entrySet()) {
        float[] values = entry.getValue().toFloatArray();
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        out.writeUTF(entry.getKey());
        out.writeInt(values.length);
        out.write(bytes.array());
      }
    }
    new ObjectMapper().writeValue(partial.resolve("progress.json").toFile(), progress);
    deleteFolder(target);
    Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    deleteOld(run);
  }

  /** The newest checkpoint of a run, or null. */
  public static Path newest(Path run) throws IOException {
    try (Stream<Path> files = Files.list(run)) {
      return files
          .filter(path -> path.getFileName().toString().startsWith(PREFIX))
          .sorted()
          .reduce((a, b) -> b)
          .orElse(null);
    }
  }

  /** Where the run stood at a checkpoint. */
  public static Progress progress(Path checkpoint) throws IOException {
    return new ObjectMapper()
        .readValue(checkpoint.resolve("progress.json").toFile(), Progress.class);
  }

  /** All arrays of a checkpoint by name. */
  public static Map<String, float[]> read(Path checkpoint) throws IOException {
    Map<String, float[]> arrays = new LinkedHashMap<>();
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(Files.newInputStream(checkpoint.resolve("arrays.bin"))))) {
      while (in.available() > 0) {
        String name = in.readUTF();
        byte[] bytes = in.readNBytes(in.readInt() * Float.BYTES);
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        arrays.put(name, values);
      }
    }
    return arrays;
  }

  /**
   * Fills arrays from a checkpoint.
   *
   * @throws IOException if one is missing there or has another size
   */
  public static void restore(Path checkpoint, Map<String, NDArray> arrays) throws IOException {
    Map<String, float[]> saved = read(checkpoint);
    for (Map.Entry<String, NDArray> entry : arrays.entrySet()) {
      float[] values = saved.get(entry.getKey());
      if (values == null || values.length != entry.getValue().size()) {
        throw new IOException(
            "%s does not fit this configuration: %s has %s values instead of %d"
                .formatted(
                    checkpoint,
                    entry.getKey(),
                    values == null ? "no" : Integer.toString(values.length),
                    entry.getValue().size()));
      }
      entry.getValue().set(values);
    }
  }

  private static void deleteOld(Path run) throws IOException {
    try (Stream<Path> files = Files.list(run)) {
      Path[] all =
          files
              .filter(path -> path.getFileName().toString().startsWith(PREFIX))
              .sorted()
              .toArray(Path[]::new);
      for (int i = 0; i < all.length - KEPT; i++) {
        deleteFolder(all[i]);
      }
    }
  }

  private static void deleteFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
