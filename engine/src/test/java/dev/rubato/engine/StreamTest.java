package dev.rubato.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StreamTest {
  private static final StreamOptions OPTIONS =
      StreamOptions.DEFAULT.withEndpointing(EndpointRules.DEFAULT.withSilenceAfterSpeech(0.4));

  @TempDir static Path folder;
  private static Recognizer recognizer;

  @BeforeAll
  static void open() {
    recognizer = Recognizer.open(RandomModels.write(folder.resolve("model")));
  }

  @AfterAll
  static void close() {
    recognizer.close();
  }

  private static void accept(RecognitionStream stream, float[] samples) {
    stream.accept(samples, 0, samples.length);
  }

  @Test
  void segmentsAndRevisionsCountUpAndFinalsFollowEachOtherWithoutGaps() {
    List<RecognitionEvent> events = Collections.synchronizedList(new ArrayList<>());
    try (RecognitionStream stream = recognizer.stream(OPTIONS, events::add)) {
      accept(stream, TestSpeech.of(20, 2));
      stream.finish().join();
    }

    int segment = 0;
    int revision = 0;
    double end = 0;
    for (RecognitionEvent event : events) {
      assertEquals(segment, event.segment());
      if (event instanceof Partial partial) {
        assertEquals(revision++, partial.revision());
      } else {
        Final last = (Final) event;
        assertEquals(end, last.start());
        end = last.end();
        segment++;
        revision = 0;
      }
    }
    assertTrue(segment > 1, "several segments: " + events);
    assertEquals(20, end, 1e-6);
    assertInstanceOf(Final.class, events.get(events.size() - 1));
  }

  @Test
  void flushAnswersWithOneFinalAndTheStreamGoesOn() {
    List<Final> finals = Collections.synchronizedList(new ArrayList<>());
    StreamOptions options = OPTIONS.withEndpointing(EndpointRules.NONE).withPartials(false);
    float[] samples = TestSpeech.of(10, 3);
    try (RecognitionStream stream =
        recognizer.stream(options, event -> finals.add((Final) event))) {
      stream.accept(samples, 0, 50_001);
      stream.flush().join();
      assertEquals(1, finals.size());
      stream.accept(samples, 50_001, 70_000);
      CompletableFuture<Void> second = stream.flush();
      CompletableFuture<Void> third = stream.flush();
      stream.accept(samples, 120_001, samples.length - 120_001);
      third.join();
      assertTrue(second.isDone());
      stream.finish().join();
    }

    assertEquals(
        List.of(Final.Reason.FLUSH, Final.Reason.FLUSH, Final.Reason.FLUSH, Final.Reason.END),
        finals.stream().map(Final::reason).toList());
    assertEquals(
        List.of(50_001 / 16_000.0, 120_001 / 16_000.0, 120_001 / 16_000.0, 10.0),
        finals.stream().map(Final::end).toList());
    assertTrue(finals.get(2).words().isEmpty(), "nothing new between two flushes");
    assertTrue(finals.stream().mapToInt(each -> each.text().length()).sum() > 10);
  }

  @Test
  void flushChangesNothingAfterItselfButWhereSegmentsEnd() {
    StreamOptions options = OPTIONS.withEndpointing(EndpointRules.NONE).withPartials(false);
    float[] samples = TestSpeech.of(12, 4);
    List<Word> whole = recognizer.transcribe(samples, options).words();
    List<Word> flushed = Collections.synchronizedList(new ArrayList<>());
    try (RecognitionStream stream =
        recognizer.stream(options, event -> flushed.addAll(event.words()))) {
      stream.accept(samples, 0, 80_000);
      var unused = stream.flush();
      stream.accept(samples, 80_000, samples.length - 80_000);
      stream.finish().join();
    }

    // Frames of the chunk in which the flush fell saw less of what came after them.
    double settled = 80_000 / 16_000.0 + 0.7;
    assertEquals(after(whole, settled), after(flushed, settled));
  }

  private static List<String> after(List<Word> words, double start) {
    return words.stream()
        .filter(word -> word.start() > start)
        .skip(1)
        .map(word -> "%s %.3f".formatted(word.text(), word.end()))
        .toList();
  }

  @Test
  void streamWithoutAudioEndsWithAnEmptyFinal() {
    List<RecognitionEvent> events = new ArrayList<>();
    try (RecognitionStream stream = recognizer.stream(OPTIONS, events::add)) {
      stream.accept(new float[0], 0, 0);
      stream.finish().join();
    }

    assertEquals(List.of(new Final(0, List.of(), 0, 0, 0, Compute.NONE, Final.Reason.END)), events);
  }

  @Test
  void audioShorterThanAWindowIsTranscribed() {
    Transcript transcript = recognizer.transcribe(new float[1], OPTIONS);

    assertEquals(1 / 16_000.0, transcript.duration());
  }

  @Test
  void streamsDoNotDependOnThoseBesideThem() {
    List<float[]> sounds = new ArrayList<>();
    List<Transcript> alone = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      sounds.add(TestSpeech.of(1 + i, 100 + i));
      alone.add(recognizer.transcribe(sounds.get(i), OPTIONS));
    }

    List<CompletableFuture<String>> together = new ArrayList<>();
    for (float[] sound : sounds) {
      List<Word> words = Collections.synchronizedList(new ArrayList<>());
      RecognitionStream stream =
          recognizer.stream(OPTIONS.withPartials(false), event -> words.addAll(event.words()));
      accept(stream, sound);
      together.add(stream.finish().thenApply(nothing -> Word.join(words)));
    }

    assertEquals(
        alone.stream().map(Transcript::text).toList(),
        together.stream().map(CompletableFuture::join).toList());
  }

  @Test
  void eventsComeOneAtATime() {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (RecognitionStream stream =
        recognizer.stream(
            OPTIONS,
            event -> {
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              event.text();
              inside.decrementAndGet();
            })) {
      float[] samples = TestSpeech.of(20, 5);
      for (int at = 0; at + 1000 <= samples.length; at += 1000) {
        stream.accept(samples, at, 1000);
      }
      stream.finish().join();
    }

    assertEquals(1, most.get());
  }

  @Test
  void streamThatFailsFailsAlone() {
    RecognitionStream bad = recognizer.stream(OPTIONS, event -> {});
    RecognitionStream worse =
        recognizer.stream(
            OPTIONS,
            event -> {
              throw new IllegalArgumentException("listener is broken");
            });
    RecognitionStream good = recognizer.stream(OPTIONS, event -> {});
    accept(bad, new float[] {0, Float.POSITIVE_INFINITY});
    accept(worse, TestSpeech.of(5, 6));
    accept(good, TestSpeech.of(5, 6));
    good.finish().join();
    var unused = worse.finish();

    assertFailure("sample 1 is Infinity", bad.completion());
    assertFailure("listener is broken", worse.completion());
    RecognitionException thrown =
        assertThrows(RecognitionException.class, () -> accept(bad, new float[1]));
    assertTrue(thrown.getMessage().contains("sample 1"), thrown.getMessage());
    assertFailure("sample 1", bad.finish());
    assertFailure("sample 1", bad.whenPendingAtMost(0));
  }

  @Test
  void flushThatIsNeverReachedFailsWithItsStream() {
    RecognitionStream stream = recognizer.stream(OPTIONS, event -> {});
    accept(stream, new float[] {Float.NaN});
    CompletableFuture<Void> flush =
        CompletableFuture.runAsync(() -> {}).thenCompose(nothing -> flushOrFail(stream));

    assertFailure("sample 0", flush);
  }

  private static CompletableFuture<Void> flushOrFail(RecognitionStream stream) {
    try {
      return stream.flush();
    } catch (RecognitionException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static void assertFailure(String message, CompletableFuture<Void> future) {
    CompletionException thrown = assertThrows(CompletionException.class, future::join);
    assertInstanceOf(RecognitionException.class, thrown.getCause());
    assertTrue(thrown.getCause().getMessage().contains(message), thrown.getCause().getMessage());
  }

  @Test
  void backlogIsBoundedAndTheStreamUnharmed() throws InterruptedException {
    CountDownLatch held = new CountDownLatch(1);
    StreamOptions options = OPTIONS.withMaxBacklogSeconds(8);
    RecognitionStream stream =
        recognizer.stream(
            options,
            event -> {
              try {
                held.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    float[] second = TestSpeech.of(1, 7);
    int accepted = 0;
    BacklogException refused = null;
    while (refused == null && accepted < 100) {
      try {
        accept(stream, second);
        accepted++;
      } catch (BacklogException e) {
        refused = e;
      }
    }
    assertTrue(refused.getMessage().contains("at most 8.0 s may"), refused.getMessage());
    assertTrue(stream.pendingSeconds() > 0);
    held.countDown();
    stream.whenPendingAtMost(0).join();
    accept(stream, second);
    stream.finish().join();
    assertEquals(accepted + 1, stream.acceptedSeconds(), 1e-6);
    assertFalse(stream.completion().isCompletedExceptionally());
  }

  @Test
  void finishedAndClosedStreamsTakeNoMoreAudio() {
    RecognitionStream finished = recognizer.stream(OPTIONS, event -> {});
    finished.finish().join();
    finished.finish().join();
    RecognitionStream closed = recognizer.stream(OPTIONS, event -> {});
    accept(closed, TestSpeech.of(3, 8));
    closed.close();
    closed.close();

    assertThrows(IllegalStateException.class, () -> accept(finished, new float[1]));
    assertThrows(IllegalStateException.class, finished::flush);
    assertThrows(IllegalStateException.class, () -> accept(closed, new float[1]));
    CompletionException end =
        assertThrows(CompletionException.class, () -> closed.completion().join());
    assertInstanceOf(CancellationException.class, end.getCause());
    assertTrue(closed.finish().isCompletedExceptionally());
  }

  @Test
  void priceMustBeANumber() {
    try (RecognitionStream stream = recognizer.stream(OPTIONS, event -> {})) {
      stream.price(0.5);
      assertThrows(IllegalArgumentException.class, () -> stream.price(Double.NaN));
    }
  }
}
