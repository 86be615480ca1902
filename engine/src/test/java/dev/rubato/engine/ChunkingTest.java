package dev.rubato.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rubato.engine.encoder.EncoderOutput;
import dev.rubato.model.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** However audio is cut into pieces, the outcome is that of the whole. */
class ChunkingTest {
  /** Short enough for some segments to end within a few seconds. */
  private static final StreamOptions OPTIONS =
      StreamOptions.DEFAULT.withEndpointing(
          EndpointRules.DEFAULT.withSilenceAfterSpeech(0.4).withMaxUtterance(1.5));

  private static Path folder;
  private static Recognizer inRuns;
  private static Recognizer chunkByChunk;
  private static Recognizer adaptive;
  private static Recognizer adaptiveChunkByChunk;

  @BeforeContainer
  static void open() throws IOException {
    folder = RandomModels.write(Files.createTempDirectory("rubato").resolve("model"));
    inRuns = Recognizer.open(folder);
    chunkByChunk = Recognizer.open(folder, RecognizerOptions.DEFAULT.withMaxBatch(1));
    Path gated =
        RandomModels.write(
            folder.resolveSibling("adaptive"), RandomModels.TINY_ADAPTIVE, Vocabulary.ENGLISH, 2);
    adaptive = Recognizer.open(gated);
    adaptiveChunkByChunk = Recognizer.open(gated, RecognizerOptions.DEFAULT.withMaxBatch(1));
  }

  @AfterContainer
  static void close() {
    inRuns.close();
    chunkByChunk.close();
    adaptive.close();
    adaptiveChunkByChunk.close();
  }

  @Property(seed = "3", tries = 30)
  void anyPiecesGiveTheEventsOfTheWhole(
      @ForAll @DoubleRange(min = 0, max = 12) double seconds,
      @ForAll @IntRange(max = 1000) int seed,
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 30_000) Integer> sizes) {
    float[] samples = TestSpeech.of(seconds, seed);

    List<Integer> oneSize = List.of(samples.length + 1);

    assertEquals(events(inRuns, samples, oneSize), events(chunkByChunk, samples, sizes));
    assertEquals(events(adaptive, samples, oneSize), events(adaptiveChunkByChunk, samples, sizes));
  }

  private static List<String> events(Recognizer recognizer, float[] samples, List<Integer> sizes) {
    List<String> events = Collections.synchronizedList(new ArrayList<>());
    RecognitionStream stream = recognizer.stream(OPTIONS, event -> events.add(summary(event)));
    for (int at = 0, piece = 0; at < samples.length; piece++) {
      int size = Math.min(sizes.get(piece % sizes.size()), samples.length - at);
      stream.accept(samples, at, size);
      at += size;
    }
    stream.finish().join();
    return events;
  }

  /** All of an event but its confidences, which differ in the last bits. */
  private static String summary(RecognitionEvent event) {
    List<String> words =
        event.words().stream()
            .map(word -> "%s %.3f-%.3f".formatted(word.text(), word.start(), word.end()))
            .toList();
    if (event instanceof Final end) {
      return "final %d %s %s %.3f-%.3f %s"
          .formatted(end.segment(), words, end.reason(), end.start(), end.end(), end.compute());
    }
    return "partial %d.%d %s".formatted(event.segment(), ((Partial) event).revision(), words);
  }

  @Property(seed = "4", tries = 15)
  void runsOfAnyLengthGiveTheSameLogProbabilities(
      @ForAll @DoubleRange(min = 0, max = 20) double seconds,
      @ForAll @IntRange(max = 1000) int seed) {
    float[] samples = TestSpeech.of(seconds, seed);

    assertClose(inRuns.encode(samples, 0), chunkByChunk.encode(samples, 0));
    assertClose(adaptive.encode(samples, 0.2), adaptiveChunkByChunk.encode(samples, 0.2));
  }

  private static void assertClose(EncoderOutput whole, EncoderOutput chunks) {
    assertEquals(whole.frames(), chunks.frames());
    assertArrayEquals(whole.learners(), chunks.learners());
    for (int i = 0; i < whole.logProbs().length; i++) {
      assertEquals(whole.logProbs()[i], chunks.logProbs()[i], 1e-3);
    }
  }

  @Property(seed = "5", tries = 3)
  void theModelOfTheseTestsSaysSomething(@ForAll @IntRange(max = 1000) int seed) {
    Transcript transcript = inRuns.transcribe(TestSpeech.of(30, seed), OPTIONS);

    assertTrue(transcript.words().size() > 10, transcript.text());
    Set<Final.Reason> reasons =
        transcript.segments().stream().map(Final::reason).collect(Collectors.toSet());
    assertTrue(reasons.containsAll(Set.of(Final.Reason.SILENCE, Final.Reason.LENGTH)));
  }
}
