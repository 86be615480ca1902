package dev.rubato.server.vosk;

import dev.rubato.audio.PcmEncoding;
import dev.rubato.server.config.VoskConfig;
import dev.rubato.server.http.Fields;
import dev.rubato.server.session.AudioInput;
import java.util.Optional;

/**
 * What a client has configured so far. Immutable; may be shared between threads.
 *
 * @param sampleRate of its samples, Hz
 * @param words whether results list words
 * @param alternatives number of alternatives; 0 for the plain form of results
 * @param model name of the model it wants
 */
record VoskSettings(int sampleRate, boolean words, int alternatives, Optional<String> model) {
  private static final int MOST_RATE = 768_000;
  private static final int MOST_ALTERNATIVES = 100;

  static VoskSettings of(VoskConfig config) {
    return new VoskSettings(
        config.sampleRate(), config.words(), config.alternatives(), Optional.empty());
  }

  /** These settings with what a config message changes; unknown fields are ignored, as usual. */
  VoskSettings with(Fields config) {
    return new VoskSettings(
        config.integer("sample_rate", 1, MOST_RATE).orElse(sampleRate),
        config.looseTruth("words").orElse(words),
        config.integer("max_alternatives", 0, MOST_ALTERNATIVES).orElse(alternatives),
        config.text("model").or(() -> model));
  }

  /** Clients that send a whole WAV file, header included, or a browser's container are heard. */
  AudioInput input() {
    return new AudioInput.Either(new AudioInput.Raw(PcmEncoding.S16LE, sampleRate, 1));
  }
}
