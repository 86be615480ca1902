package dev.rubato.server.deepgram;

import dev.rubato.audio.PcmEncoding;
import dev.rubato.server.http.FieldException;
import dev.rubato.server.http.Fields;
import dev.rubato.server.session.AudioInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The dialect's names of encodings. */
final class AudioEncoding {
  private static final int MOST_RATE = 768_000;
  private static final int MOST_CHANNELS = 255;
  private static final Map<String, PcmEncoding> RAW =
      Map.of(
          "linear16", PcmEncoding.S16LE,
          "linear32", PcmEncoding.F32LE,
          "mulaw", PcmEncoding.MULAW,
          "alaw", PcmEncoding.ALAW);

  /** Codecs that come in containers, which tell all. */
  private static final List<String> CONTAINED = List.of("flac", "opus", "ogg-opus", "mp3", "webm");

  private AudioEncoding() {}

  static AudioInput input(Fields fields) {
    Optional<String> name = fields.text("encoding");
    Optional<Integer> rate = fields.integer("sample_rate", 1, MOST_RATE);
    int channels = fields.integer("channels", 1, MOST_CHANNELS).orElse(1);
    if (name.isEmpty() || CONTAINED.contains(name.get())) {
      return AudioInput.CONTAINED;
    }
    PcmEncoding encoding = RAW.get(name.get());
    if (encoding == null) {
      throw new FieldException(
          "encoding",
          "encoding must be linear16, linear32, mulaw, alaw, flac, opus, ogg-opus or webm, but is"
              + " '%s'; leave it out for files".formatted(name.get()));
    }
    if (rate.isEmpty()) {
      throw new FieldException(
          "sample_rate", "sample_rate is missing: encoding=%s needs it".formatted(name.get()));
    }
    return new AudioInput.Raw(encoding, rate.get(), channels);
  }
}
