package dev.rubato.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rubato.model.ModelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RecognizerTest {
  @TempDir static Path folder;
  private static Path model;

  @BeforeAll
  static void write() {
    model = RandomModels.write(folder.resolve("model"));
  }

  @Test
  void closingFreesWhatIsNativeAndFailsWhatIsOpen() {
    Recognizer recognizer = Recognizer.open(model);
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      RecognitionStream stream = recognizer.stream(StreamOptions.DEFAULT, event -> {});
      float[] samples = TestSpeech.of(30, i);
      stream.accept(samples, 0, samples.length);
      ends.add(stream.completion());
    }
    assertEquals(10, recognizer.load().openStreams());

    recognizer.close();
    recognizer.close();

    for (CompletableFuture<Void> end : ends) {
      CompletionException thrown = assertThrows(CompletionException.class, end::join);
      assertInstanceOf(RecognitionException.class, thrown.getCause());
    }
    assertEquals(0, recognizer.load().nativeResources());
    assertThrows(
        IllegalStateException.class, () -> recognizer.stream(StreamOptions.DEFAULT, event -> {}));
  }

  @Test
  void closingInTheMiddleOfRunsDoesNoHarm() {
    for (int round = 0; round < 15; round++) {
      Recognizer recognizer = Recognizer.open(model);
      List<RecognitionStream> streams = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        RecognitionStream stream = recognizer.stream(StreamOptions.DEFAULT, event -> {});
        float[] samples = TestSpeech.of(3 + round, i);
        stream.accept(samples, 0, samples.length);
        streams.add(stream);
      }
      streams.get(0).close();
      if (round % 3 == 0) {
        streams.get(1).finish().join();
      }
      recognizer.close();
      assertEquals(0, recognizer.load().nativeResources());
    }
  }

  @Test
  void listenerMayCloseTheRecognizer() {
    Recognizer recognizer = Recognizer.open(model);
    RecognitionStream stream =
        recognizer.stream(StreamOptions.DEFAULT, event -> recognizer.close());
    stream.accept(TestSpeech.of(10, 1), 0, 160_000);

    assertThrows(CompletionException.class, () -> stream.finish().join());
    assertEquals(0, recognizer.load().nativeResources());
  }

  @Test
  void endedStreamsLeaveNothingBehind() {
    try (Recognizer recognizer = Recognizer.open(model)) {
      int idle = recognizer.load().nativeResources();
      for (int i = 0; i < 20; i++) {
        RecognitionStream stream = recognizer.stream(StreamOptions.DEFAULT, event -> {});
        stream.accept(TestSpeech.of(2, i), 0, 32_000);
        stream.finish().join();
      }

      RecognizerLoad load = recognizer.load();
      assertEquals(0, load.openStreams());
      assertEquals(0, load.waitingChunks());
      assertEquals(idle, load.nativeResources());
      assertTrue(load.runs() > 0 && load.chunks() >= load.runs(), load.toString());
      assertTrue(load.audioSeconds() > 39, load.toString());
    }
  }

  @Test
  void streamsAreLimited() {
    try (Recognizer recognizer =
        Recognizer.open(model, RecognizerOptions.DEFAULT.withMaxStreams(1))) {
      RecognitionStream first = recognizer.stream(StreamOptions.DEFAULT, event -> {});
      RecognitionException refused =
          assertThrows(
              RecognitionException.class,
              () -> recognizer.stream(StreamOptions.DEFAULT, event -> {}));
      assertTrue(refused.getMessage().contains("1 streams are open"), refused.getMessage());

      first.finish().join();
      recognizer.stream(StreamOptions.DEFAULT, event -> {}).close();
    }
  }

  @Test
  void brokenPackagesAreRefusedWithTheirName() throws Exception {
    Path missing = folder.resolve("missing");
    Path damaged = RandomModels.write(folder.resolve("damaged"));
    Path graph = damaged.resolve("encoder.onnx");
    Files.write(graph, java.util.Arrays.copyOf(Files.readAllBytes(graph), 1000));

    assertRefused(missing);
    assertRefused(damaged);
  }

  private static void assertRefused(Path source) {
    ModelException thrown = assertThrows(ModelException.class, () -> Recognizer.open(source));
    assertTrue(thrown.getMessage().contains(source.toString()), thrown.getMessage());
    assertEquals(1, thrown.getMessage().lines().count(), thrown.getMessage());
  }

  @Test
  void optionsSayWhatIsPermitted() {
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class, () -> RecognizerOptions.DEFAULT.withThreads(0));

    assertEquals("threads must be between 1 and 1024, but is 0", thrown.getMessage());
    assertThrows(IllegalArgumentException.class, () -> StreamOptions.DEFAULT.withPrice(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> StreamOptions.DEFAULT.withTailSeconds(-1));
  }
}
