package dev.rubato.training.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rubato.model.EncoderConfig;
import dev.rubato.training.net.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {
  @TempDir private Path folder;

  @Test
  void aRunThatLostItsLastStepsEndsWithTheSameWeights() throws IOException {
    TrainConfig config = tinyConfig(ToneCorpus.write(folder.resolve("corpus"), 40, 1));
    Path whole = Files.createDirectories(folder.resolve("whole"));
    train(config, whole);
    Path last = Checkpoint.newest(whole);
    Map<String, float[]> expected = Checkpoint.read(last);

    Path resumed = Files.createDirectories(folder.resolve("resumed"));
    Path earlier = earliest(whole);
    assertNotEquals(last.getFileName(), earlier.getFileName());
    copy(earlier, resumed.resolve(earlier.getFileName()));
    // What a kill in the middle of writing leaves behind.
    Files.createDirectories(resumed.resolve("partial-checkpoint-000000099"));
    train(config, resumed);

    assertEquals(last.getFileName(), Checkpoint.newest(resumed).getFileName());
    Map<String, float[]> found = Checkpoint.read(Checkpoint.newest(resumed));
    assertEquals(expected.keySet(), found.keySet());
    expected.forEach((name, values) -> assertArrayEquals(values, found.get(name), name));
  }

  @Test
  void theLossFallsAndTheWeightsAreMeasured() throws IOException {
    TrainConfig config = tinyConfig(ToneCorpus.write(folder.resolve("corpus"), 40, 1));
    Path run = Files.createDirectories(folder.resolve("run"));
    train(config, run);
    String metrics = Files.readString(run.resolve("metrics.jsonl"));
    assertTrue(metrics.contains("\"dev\""), metrics);
    assertTrue(metrics.contains("\"tones\""), metrics);
  }

  private void train(TrainConfig config, Path run) throws IOException {
    try (TrainData data = new TrainData(config, folder.resolve("features"), 2);
        TrainRun training = new TrainRun(config, run, data, null, Precision.FLOAT32)) {
      training.run(config.hours() / 4);
    }
  }

  static TrainConfig tinyConfig(Path manifest) {
    TrainConfig d = TrainConfig.defaults();
    EncoderConfig encoder = new EncoderConfig(80, 8, 4, 24, 16, 2, 2, 1, 32, 5, 3, 5, 5, 29);
    return new TrainConfig(
        encoder,
        java.util.List.of(manifest.toString()),
        java.util.List.of(manifest.toString()),
        null,
        d.normalizer(),
        d.topology(),
        d.phoneWeight(),
        d.phoneWeightEnd(),
        d.priorExponent(),
        Map.of(),
        d.augment(),
        4,
        0.03,
        d.rate(),
        0.005,
        d.decayShare(),
        d.clip(),
        d.weightDecay(),
        0.1,
        0.1,
        0.99,
        7);
  }

  private static Path earliest(Path run) throws IOException {
    try (Stream<Path> files = Files.list(run)) {
      return files
          .filter(path -> path.getFileName().toString().startsWith("checkpoint-"))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }

  private static void copy(Path source, Path target) throws IOException {
    Files.createDirectories(target);
    try (Stream<Path> files = Files.list(source)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
  }
}
