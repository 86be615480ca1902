package dev.rubato.server.stream;

import dev.rubato.audio.PcmEncoding;
import dev.rubato.engine.EndpointRules;
import dev.rubato.server.http.FieldException;
import dev.rubato.server.http.Fields;
import dev.rubato.server.session.AudioInput;
import dev.rubato.server.session.SessionOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What a client of the native dialect has asked for so far. Immutable; may be shared between
 * threads.
 *
 * @param encoding of raw samples; empty for a container
 * @param sampleRate of raw samples, Hz; 0 if not told yet
 * @param channels of raw samples
 * @param separateChannels whether each channel is transcribed for itself
 * @param partials whether partial results are wanted
 * @param endpointing when segments end by themselves
 * @param budget wanted fraction of the dense encoder's work
 */
record StreamSettings(
    Optional<PcmEncoding> encoding,
    int sampleRate,
    int channels,
    boolean separateChannels,
    boolean partials,
    EndpointRules endpointing,
    Optional<Double> budget) {
  static final StreamSettings DEFAULT =
      new StreamSettings(
          Optional.empty(), 0, 1, false, true, EndpointRules.DEFAULT, Optional.empty());

  private static final Set<String> FIELDS =
      Set.of(
          "type",
          "encoding",
          "sample_rate",
          "channels",
          "separate_channels",
          "partials",
          "endpointing",
          "silence",
          "max_utterance",
          "budget",
          "token",
          "api_key");
  private static final int MOST_RATE = 768_000;
  private static final int MOST_CHANNELS = 255;
  private static final double MOST_SECONDS = 3600;
  private static final double LEAST_SECONDS = 0.05;

  /**
   * These settings with the ones that a message or query names.
   *
   * @throws FieldException if one is unknown or wrong
   */
  StreamSettings with(Fields fields) {
    fields.requireOnly(FIELDS);
    boolean rateAlone = fields.has("sample_rate") && !fields.has("encoding") && encoding.isEmpty();
    Optional<PcmEncoding> named =
        fields.text("encoding").map(StreamSettings::encoding).orElse(encoding);
    StreamSettings changed =
        new StreamSettings(
            rateAlone ? Optional.of(PcmEncoding.S16LE) : named,
            fields.integer("sample_rate", 1, MOST_RATE).orElse(sampleRate),
            fields.integer("channels", 1, MOST_CHANNELS).orElse(channels),
            fields.truth("separate_channels").orElse(separateChannels),
            fields.truth("partials").orElse(partials),
            endpointing(fields),
            budget(fields));
    changed.requireRate();
    return changed;
  }

  private static Optional<PcmEncoding> encoding(String name) {
    if (name.equals(Encodings.CONTAINER)) {
      return Optional.empty();
    }
    return Optional.of(
        Encodings.of(name)
            .orElseThrow(
                () ->
                    new FieldException(
                        "encoding",
                        "encoding must be one of %s, but is '%s'"
                            .formatted(Encodings.all(), name))));
  }

  private EndpointRules endpointing(Fields fields) {
    EndpointRules rules = endpointing;
    Optional<Boolean> wanted = fields.truth("endpointing");
    if (wanted.isPresent()) {
      rules = wanted.get() ? EndpointRules.DEFAULT : EndpointRules.NONE;
    }
    Optional<Double> silence = fields.number("silence", LEAST_SECONDS, MOST_SECONDS);
    if (silence.isPresent()) {
      rules = rules.withSilenceAfterSpeech(silence.get());
    }
    Optional<Double> utterance = fields.number("max_utterance", 1, MOST_SECONDS);
    return utterance.isPresent() ? rules.withMaxUtterance(utterance.get()) : rules;
  }

  private Optional<Double> budget(Fields fields) {
    boolean automatic =
        fields.raw("budget").filter(node -> node.asText().equals("auto")).isPresent();
    if (automatic) {
      return Optional.empty();
    }
    Optional<Double> wanted = fields.number("budget", 0, 1);
    return wanted.isPresent() ? wanted : budget;
  }

  private void requireRate() {
    if (encoding.isPresent() && sampleRate == 0) {
      throw new FieldException(
          "sample_rate",
          "sample_rate is missing: raw %s audio needs it, in Hz"
              .formatted(Encodings.name(encoding.get())));
    }
  }

  /** Whether the audio would be understood in the same way, dial aside. */
  boolean differsOnlyInBudget(StreamSettings other) {
    return withBudget(Optional.empty()).equals(other.withBudget(Optional.empty()));
  }

  StreamSettings withBudget(Optional<Double> wanted) {
    return new StreamSettings(
        encoding, sampleRate, channels, separateChannels, partials, endpointing, wanted);
  }

  SessionOptions options(Duration maxAudio) {
    AudioInput input =
        encoding.isPresent()
            ? new AudioInput.Raw(encoding.get(), sampleRate, channels)
            : AudioInput.CONTAINED;
    return SessionOptions.of(input, maxAudio)
        .withApart(separateChannels)
        .withPartials(partials)
        .withEndpointing(endpointing)
        .withBudget(budget);
  }
}
