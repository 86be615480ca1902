package dev.rubato.server.openai;

import dev.rubato.engine.EndpointRules;
import dev.rubato.server.http.FieldException;
import dev.rubato.server.http.Fields;
import dev.rubato.server.http.HttpException;
import dev.rubato.server.http.HttpProblem;
import dev.rubato.server.session.Languages;
import dev.rubato.server.session.ModelNames;
import dev.rubato.server.session.SpeechService;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;

/**
 * What a client wants done with its recording. Immutable; may be shared between threads.
 *
 * @param format form of the transcript
 * @param stream whether it is wanted piece by piece
 * @param words whether words with times are wanted
 * @param segments whether segments with times are wanted
 * @param logProbs whether probabilities are wanted
 * @param endpointing where segments end
 */
record TranscriptionRequest(
    ResponseFormat format,
    boolean stream,
    boolean words,
    boolean segments,
    boolean logProbs,
    EndpointRules endpointing) {
  private static final int MOST_VALUES = 16;
  private static final double MILLIS = 1000;
  private static final double MOST_SILENCE_MILLIS = 60_000;

  /**
   * Reads the fields of a form; unknown ones are ignored, as clients grow faster than servers.
   *
   * @throws FieldException if a field is wrong
   * @throws HttpException if there is no such model
   */
  static TranscriptionRequest of(MultiMap form, SpeechService service) {
    Fields fields = Fields.of(form);
    String model = fields.text("model").orElseThrow(() -> fields.missing("model"));
    if (!ModelNames.matches(model, service)) {
      throw new HttpException(unknownModel(model, service));
    }
    fields
        .text("language")
        .filter(language -> !Languages.same(language, service.recognizer().model().language()))
        .ifPresent(
            language -> {
              throw new FieldException(
                  "language",
                  "this server writes '%s' only; leave language out or ask for that"
                      .formatted(service.recognizer().model().language()));
            });
    fields.number("temperature", 0, 1);
    ResponseFormat format = format(fields);
    boolean stream = fields.truth("stream").orElse(false);
    if (stream && format != ResponseFormat.JSON && format != ResponseFormat.TEXT) {
      throw new FieldException(
          "stream", "stream goes with the response_format json or text, not with others");
    }
    List<String> granularities = list(fields, "timestamp_granularities");
    requireOneOf("timestamp_granularities[]", granularities, List.of("word", "segment"));
    return new TranscriptionRequest(
        format,
        stream,
        granularities.contains("word"),
        granularities.isEmpty() || granularities.contains("segment"),
        list(fields, "include").contains("logprobs"),
        endpointing(fields));
  }

  static HttpProblem unknownModel(String name, SpeechService service) {
    String message =
        "the model '%s' does not exist here; this server runs '%s'"
            .formatted(name, service.recognizer().model().name());
    return new HttpProblem(404, "model_not_found", message, "model");
  }

  private static ResponseFormat format(Fields fields) {
    Optional<String> wanted = fields.text("response_format");
    return wanted.isEmpty()
        ? ResponseFormat.JSON
        : ResponseFormat.of(wanted.get())
            .orElseThrow(
                () ->
                    new FieldException(
                        "response_format",
                        "response_format must be one of %s, but is '%s'"
                            .formatted(ResponseFormat.all(), wanted.get())));
  }

  /** A repeated field, whose name clients write with or without brackets. */
  private static List<String> list(Fields fields, String name) {
    return fields
        .texts(name + "[]", MOST_VALUES)
        .or(() -> fields.texts(name, MOST_VALUES))
        .orElse(List.of());
  }

  private static void requireOneOf(String name, List<String> values, List<String> known) {
    for (String value : values) {
      if (!known.contains(value)) {
        throw new FieldException(
            name,
            "%s must be one of %s, but is '%s'".formatted(name, String.join(", ", known), value));
      }
    }
  }

  private static EndpointRules endpointing(Fields fields) {
    return fields
        .number("chunking_strategy[silence_duration_ms]", 50, MOST_SILENCE_MILLIS)
        .map(millis -> EndpointRules.DEFAULT.withSilenceAfterSpeech(millis / MILLIS))
        .orElse(EndpointRules.DEFAULT);
  }
}
