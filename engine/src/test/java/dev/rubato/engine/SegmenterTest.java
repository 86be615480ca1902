package dev.rubato.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rubato.engine.Final.Reason;
import dev.rubato.engine.encoder.EncoderOutput;
import dev.rubato.model.CostTable;
import dev.rubato.model.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmenterTest {
  private static final CostTable COSTS = new CostTable(RandomModels.TINY);

  /** Frames of 40 ms: a pause of 3 frames ends a segment. */
  private static final StreamOptions OPTIONS =
      StreamOptions.DEFAULT.withEndpointing(EndpointRules.DEFAULT.withSilenceAfterSpeech(0.12));

  private final List<RecognitionEvent> events = new ArrayList<>();

  private Segmenter segmenter(StreamOptions options) {
    return new Segmenter(
        options,
        new GreedyDecoder(Vocabulary.ENGLISH, ScriptedFrames.CLOCK),
        ScriptedFrames.CLOCK,
        COSTS,
        events::add);
  }

  private static void accept(Segmenter segmenter, String script) {
    EncoderOutput output = ScriptedFrames.of(script);
    segmenter.accept(output, 0, output.frames());
    segmenter.showPartial();
  }

  private List<String> summary() {
    return events.stream().map(SegmenterTest::summary).toList();
  }

  private static String summary(RecognitionEvent event) {
    if (event instanceof Partial partial) {
      return "partial %d.%d %s".formatted(partial.segment(), partial.revision(), partial.text());
    }
    Final end = (Final) event;
    return "final %d %s %s %.2f-%.2f %d"
        .formatted(
            end.segment(),
            end.text(),
            end.reason(),
            end.start(),
            end.end(),
            end.compute().executedMacs() / COSTS.denseMacs());
  }

  @Test
  void partialsGrowUntilAPauseMakesThemFinal() {
    Segmenter segmenter = segmenter(OPTIONS);
    accept(segmenter, "_a_b");
    accept(segmenter, "b b_");
    accept(segmenter, "__c_");
    segmenter.end(0.5, Reason.END);

    assertEquals(
        List.of(
            "partial 0.0 ab",
            "partial 0.1 ab b",
            "final 0 ab b SILENCE 0.00-0.40 10",
            "partial 1.0 c",
            "final 1 c END 0.40-0.50 2"),
        summary());
  }

  @Test
  void unchangedWordsAreNotSentAgain() {
    Segmenter segmenter = segmenter(OPTIONS);
    accept(segmenter, "_a");
    accept(segmenter, "aa");
    accept(segmenter, "_");

    assertEquals(List.of("partial 0.0 a"), summary());
  }

  @Test
  void partialsCanBeTurnedOff() {
    Segmenter segmenter = segmenter(OPTIONS.withPartials(false));
    accept(segmenter, "_a___");

    assertEquals(List.of("final 0 a SILENCE 0.00-0.20 5"), summary());
  }

  @Test
  void severalSegmentsMayEndInOneRun() {
    Segmenter segmenter = segmenter(OPTIONS);
    accept(segmenter, "a___b___c");

    assertEquals(
        List.of("final 0 a SILENCE 0.00-0.16 4", "final 1 b SILENCE 0.16-0.32 4", "partial 2.0 c"),
        summary());
  }

  @Test
  void silenceAloneSendsNothing() {
    Segmenter segmenter = segmenter(OPTIONS);
    accept(segmenter, "_".repeat(2000));
    accept(segmenter, "a");
    segmenter.end(80.04, Reason.END);

    assertEquals(List.of("partial 0.0 a", "final 0 a END 0.00-80.04 2001"), summary());
  }

  @Test
  void segmentEndedByTheCallerIsSentEvenWithoutWords() {
    Segmenter segmenter = segmenter(OPTIONS);
    accept(segmenter, "__");
    segmenter.end(0.09, Reason.FLUSH);

    assertEquals(List.of("final 0  FLUSH 0.00-0.09 2"), summary());
    assertEquals(0, ((Final) events.get(0)).confidence());
  }

  @Test
  void wordHeardInTheSilenceAfterTheEndIsNotHeardAgain() {
    Segmenter segmenter = segmenter(OPTIONS);
    accept(segmenter, "_a");
    segmenter.end(ScriptedFrames.of("_b__"), 0, 0.1, Reason.FLUSH);

    assertEquals("final 0 ab FLUSH 0.00-0.10 2", summary().get(1));
    assertEquals(4, segmenter.frame(), "the next frame is the one after b");
    Word last = events.get(1).words().get(0);
    assertTrue(last.end() <= 0.1, "no word ends after the audio: " + last);
  }

  @Test
  void framesOfQuietLookaheadAreTakenAgain() {
    Segmenter segmenter = segmenter(OPTIONS);
    accept(segmenter, "_a");
    segmenter.end(ScriptedFrames.of("____"), 0, 0.1, Reason.FLUSH);

    assertEquals(2, segmenter.frame());
  }
}
