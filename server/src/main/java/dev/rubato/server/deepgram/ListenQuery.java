package dev.rubato.server.deepgram;

import dev.rubato.engine.EndpointRules;
import dev.rubato.server.http.FieldException;
import dev.rubato.server.http.Fields;
import dev.rubato.server.session.AudioInput;
import dev.rubato.server.session.Languages;
import dev.rubato.server.session.ModelNames;
import dev.rubato.server.session.SpeechService;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a client asks for in the query of the address. Immutable; may be shared between threads.
 *
 * @param input how the audio comes
 * @param multichannel whether every channel is transcribed for itself
 * @param interim whether results that may change are wanted
 * @param speechEvents whether the begin of speech is told
 * @param utteranceEnd silence after the last word after which its end is told, seconds
 * @param endpointing when segments end by themselves
 * @param utterances whether the reply lists utterances
 * @param paragraphs whether the reply lists paragraphs
 * @param ignored features that were asked for and that this server does not have
 */
record ListenQuery(
    AudioInput input,
    boolean multichannel,
    boolean interim,
    boolean speechEvents,
    OptionalDouble utteranceEnd,
    EndpointRules endpointing,
    boolean utterances,
    boolean paragraphs,
    List<String> ignored) {
  private static final double MILLIS = 1000;
  private static final double MOST_MILLIS = 600_000;

  /** Pause that ends a segment unless the client tells another, seconds. */
  private static final double STANDARD_PAUSE = 0.5;

  /** Shorter pauses would cut at every gap between two words, seconds. */
  private static final double SHORTEST_PAUSE = 0.2;

  /** Without endpoints segments still end when they are long, at a short pause. */
  private static final double NO_PAUSE = 3600;

  private static final List<String> FEATURES_ELSEWHERE =
      List.of(
          "diarize",
          "summarize",
          "topics",
          "intents",
          "sentiment",
          "detect_entities",
          "profanity_filter",
          "dictation",
          "measurements",
          "filler_words",
          "punctuate",
          "smart_format",
          "numerals");
  private static final List<String> VALUES_ELSEWHERE =
      List.of("redact", "search", "replace", "keyterm", "keywords", "diarize_model");

  /**
   * Reads a query; unknown parameters are ignored, as clients grow faster than servers.
   *
   * @throws FieldException if a parameter is wrong
   * @throws dev.rubato.server.session.SessionException if there is no such model
   */
  static ListenQuery of(MultiMap parameters, SpeechService service) {
    Fields fields = Fields.of(parameters);
    fields.text("model").ifPresent(name -> ModelNames.require(name, service));
    fields.text("language").ifPresent(language -> requireLanguage(language, service));
    if (fields.has("callback")) {
      throw new FieldException(
          "callback", "callback: this server answers only whom it was asked by");
    }
    return new ListenQuery(
        AudioEncoding.input(fields),
        fields.truth("multichannel").orElse(false),
        fields.truth("interim_results").orElse(false),
        fields.truth("vad_events").orElse(false),
        utteranceEnd(fields),
        endpointing(fields),
        fields.truth("utterances").orElse(false),
        fields.truth("paragraphs").orElse(false),
        ignored(fields));
  }

  private static void requireLanguage(String language, SpeechService service) {
    String spoken = service.recognizer().model().language();
    if (!Languages.same(language, spoken)) {
      throw new FieldException(
          "language",
          "language: this server writes '%s' only, not '%s'".formatted(spoken, language));
    }
  }

  private static OptionalDouble utteranceEnd(Fields fields) {
    return fields
        .number("utterance_end_ms", 1, MOST_MILLIS)
        .map(millis -> OptionalDouble.of(millis / MILLIS))
        .orElse(OptionalDouble.empty());
  }

  private static EndpointRules endpointing(Fields fields) {
    double pause = STANDARD_PAUSE;
    String told = fields.raw("endpointing").map(node -> node.asText()).orElse("true");
    if (told.equals("false")) {
      pause = NO_PAUSE;
    } else if (!told.equals("true")) {
      double millis = fields.number("endpointing", 0, MOST_MILLIS).orElseThrow();
      pause = Math.max(SHORTEST_PAUSE, millis / MILLIS);
    }
    return EndpointRules.DEFAULT.withSilenceAfterSpeech(pause);
  }

  private static List<String> ignored(Fields fields) {
    List<String> asked =
        new ArrayList<>(
            FEATURES_ELSEWHERE.stream()
                .filter(
                    name -> fields.raw(name).filter(v -> !v.asText().equals("false")).isPresent())
                .toList());
    VALUES_ELSEWHERE.stream().filter(fields::has).forEach(asked::add);
    return List.copyOf(asked);
  }
}
