package dev.rubato.engine.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rubato.engine.RandomModels;
import dev.rubato.model.EncoderConfig;
import dev.rubato.model.ModelException;
import dev.rubato.model.ModelPackage;
import dev.rubato.model.onnx.ElementType;
import dev.rubato.model.onnx.GraphBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EncoderBatcherTest {
  private static final EncoderConfig CONFIG = RandomModels.TINY;
  private static final int CHUNK = CONFIG.chunkFeatures();

  @TempDir static Path folder;

  private static EncoderSession open(NativeResources resources) {
    Path source = folder.resolve("model");
    if (!Files.exists(source)) {
      RandomModels.write(source);
    }
    try (ModelPackage model = ModelPackage.open(source)) {
      return EncoderSession.open(model.encoder(), CONFIG, resources);
    }
  }

  private static CompletableFuture<EncoderOutput> submit(
      EncoderBatcher batcher, EncoderState state, float[] features, int length) {
    CompletableFuture<EncoderOutput> result = new CompletableFuture<>();
    batcher.submit(
        new EncoderJob(
            state,
            features,
            length,
            0,
            true,
            new EncoderJob.Answer() {
              @Override
              public void succeeded(EncoderOutput output) {
                result.complete(output);
              }

              @Override
              public void failed(EncoderException problem) {
                result.completeExceptionally(problem);
              }
            }));
    return result;
  }

  @Test
  void jobThatCannotRunFailsAloneAndItsMemoryStays() {
    NativeResources resources = new NativeResources();
    float[] features = new float[CHUNK * CONFIG.melBins()];
    try (EncoderSession encoder = open(resources);
        EncoderBatcher batcher = new EncoderBatcher(encoder, 1, 16, Duration.ofMillis(200), 100)) {
      EncoderState broken = encoder.newState();
      List<CompletableFuture<EncoderOutput>> good = new ArrayList<>();
      good.add(submit(batcher, encoder.newState(), features, CHUNK));
      CompletableFuture<EncoderOutput> bad = submit(batcher, broken, new float[1], CHUNK);
      good.add(submit(batcher, encoder.newState(), features, CHUNK));

      for (CompletableFuture<EncoderOutput> each : good) {
        assertEquals(CONFIG.chunk(), each.join().frames());
      }
      CompletionException thrown = assertThrows(CompletionException.class, bad::join);
      assertInstanceOf(EncoderException.class, thrown.getCause());
      assertEquals(0, broken.position());
    }
    assertEquals(0, resources.open());
  }

  @Test
  void closedBatcherRefuses() {
    try (EncoderSession encoder = open(new NativeResources())) {
      EncoderBatcher batcher = new EncoderBatcher(encoder, 2, 16, Duration.ZERO, 100);
      batcher.close();
      batcher.close();

      assertThrows(
          EncoderException.class,
          () -> submit(batcher, encoder.newState(), new float[CHUNK * 80], CHUNK));
    }
  }

  private static void assertRefused(byte[] graph, EncoderConfig config, String problem)
      throws IOException {
    NativeResources resources = new NativeResources();
    Path file = Files.write(folder.resolve("graph.onnx"), graph);

    ModelException thrown =
        assertThrows(
            ModelException.class, () -> EncoderSession.open(file, config, resources).close());

    assertTrue(thrown.getMessage().startsWith(file.toString()), thrown.getMessage());
    assertTrue(thrown.getMessage().contains(problem), thrown.getMessage());
    assertEquals(1, thrown.getMessage().lines().count(), thrown.getMessage());
    assertEquals(0, resources.open());
  }

  @Test
  void filesThatAreNoEncoderAreRefused() throws IOException {
    assertRefused(new byte[] {1, 2, 3}, CONFIG, "not a usable encoder graph");
    assertRefused(new byte[0], CONFIG, "not a usable encoder graph");
    assertThrows(
        ModelException.class,
        () -> EncoderSession.open(folder.resolve("none"), CONFIG, new NativeResources()).close());
  }

  @Test
  void graphsWithoutTheNamedTensorsAreRefused() throws IOException {
    GraphBuilder graph = new GraphBuilder("something_else");
    graph.output("y", graph.input("x", ElementType.FLOAT, "S", 3));

    assertRefused(graph.build(), CONFIG, "no features");
  }

  @Test
  void graphOfADenseModelIsNoAdaptiveModel() throws IOException {
    RandomModels.write(folder.resolve("dense"));
    byte[] graph = Files.readAllBytes(folder.resolve("dense").resolve("encoder.onnx"));

    assertRefused(graph, RandomModels.TINY_ADAPTIVE, "adaptive modules");
  }
}
