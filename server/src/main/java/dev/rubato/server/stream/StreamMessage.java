package dev.rubato.server.stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rubato.engine.Compute;
import dev.rubato.engine.Final;
import dev.rubato.engine.Partial;
import dev.rubato.engine.Word;
import dev.rubato.server.session.Rounded;
import dev.rubato.server.session.SessionProblem;
import java.util.List;
import java.util.Locale;

/** The messages that the server sends; docs/protocol.md explains each field. */
sealed interface StreamMessage {

  /** The settings in force. */
  record Ready(
      String type,
      String session,
      Model model,
      String encoding,
      Integer sampleRate,
      Integer channels,
      boolean separateChannels,
      boolean partials,
      boolean endpointing,
      double silence,
      double maxUtterance,
      Double budget,
      Double smallestBudget,
      Limits limits)
      implements StreamMessage {}

  /** Which model listens. */
  record Model(String name, String language, double latency) {}

  /** What the session may do. */
  record Limits(double audioSeconds, double idleSeconds, long messageBytes) {}

  /** One word. */
  record WordPart(String word, double start, double end, double confidence) {
    static List<WordPart> of(List<Word> words) {
      return words.stream()
          .map(
              word ->
                  new WordPart(
                      word.text(),
                      Rounded.millis(word.start()),
                      Rounded.millis(word.end()),
                      Rounded.share(word.confidence())))
          .toList();
    }
  }

  /** Work that was done. */
  record Work(long executedMacs, long denseMacs, double fraction) {
    static Work of(Compute compute) {
      return new Work(
          compute.executedMacs(), compute.denseMacs(), Rounded.share(compute.fraction()));
    }
  }

  /** Words that may change. */
  record PartialResult(
      String type, int channel, int segment, int revision, String text, List<WordPart> words)
      implements StreamMessage {
    static PartialResult of(int channel, Partial partial) {
      return new PartialResult(
          "partial",
          channel,
          partial.segment(),
          partial.revision(),
          Word.join(partial.words()),
          WordPart.of(partial.words()));
    }
  }

  /** Words that never change. */
  record FinalResult(
      String type,
      int channel,
      int segment,
      String text,
      double start,
      double end,
      double confidence,
      List<WordPart> words,
      Work compute,
      String reason)
      implements StreamMessage {
    static FinalResult of(int channel, Final result) {
      return new FinalResult(
          "final",
          channel,
          result.segment(),
          Word.join(result.words()),
          Rounded.millis(result.start()),
          Rounded.millis(result.end()),
          Rounded.share(result.confidence()),
          WordPart.of(result.words()),
          Work.of(result.compute()),
          result.reason().name().toLowerCase(Locale.ROOT));
    }
  }

  /** All audio before the marker is final. */
  record Marker(String type, JsonNode id) implements StreamMessage {}

  /** Something is wrong; the websocket is closed next. */
  record Problem(String type, String code, String message) implements StreamMessage {
    static Problem of(SessionProblem problem) {
      return new Problem(
          "error", problem.kind().name().toLowerCase(Locale.ROOT), problem.message());
    }
  }

  /** Nothing follows. */
  record End(String type, double audioSeconds, Work compute) implements StreamMessage {}
}
