package dev.rubato.server.deepgram;

import dev.rubato.model.ModelDescription;
import dev.rubato.server.session.Rounded;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a reply says about itself. Immutable; may be shared between threads.
 *
 * @param type {@code Metadata} as a live message, else null
 * @param transactionKey a constant that clients expect
 * @param requestId identifies the request in the server's log
 * @param sha256 digest of the audio bytes
 * @param created when, ISO 8601
 * @param duration length of the audio, seconds
 * @param channels number of channels that were transcribed
 * @param models identifiers of the models
 * @param modelInfo the models by identifier
 * @param warnings what was asked for and not done; null if nothing
 */
record Metadata(
    String type,
    String transactionKey,
    String requestId,
    String sha256,
    String created,
    double duration,
    int channels,
    List<String> models,
    Map<String, ModelInfo> modelInfo,
    List<Warning> warnings) {

  /** A model. */
  record ModelInfo(String name, String version, String arch) {
    static ModelInfo of(ModelDescription model) {
      return new ModelInfo(model.name(), Integer.toString(model.format()), "rubato");
    }
  }

  /** Something that was asked for and not done. */
  record Warning(String parameter, String type, String message) {}

  /** The identifier of a model: the same whenever its name is. */
  static String uuid(ModelDescription model) {
    return UUID.nameUUIDFromBytes(model.name().getBytes(StandardCharsets.UTF_8)).toString();
  }

  static Metadata of(
      String type,
      ModelDescription model,
      String requestId,
      String sha256,
      double duration,
      int channels,
      List<String> ignored) {
    return new Metadata(
        type,
        "deprecated",
        requestId,
        sha256,
        Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
        Rounded.millis(duration),
        channels,
        List.of(uuid(model)),
        Map.of(uuid(model), ModelInfo.of(model)),
        ignored.isEmpty() ? null : ignored.stream().map(Metadata::warning).toList());
  }

  private static Warning warning(String parameter) {
    return new Warning(
        parameter, "unsupported", "this server does not have %s".formatted(parameter));
  }
}
