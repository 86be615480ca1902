package dev.rubato.audio;

/**
 * What a recording was found to be. Immutable; may be shared between threads.
 *
 * @param container how the codec is wrapped
 * @param codec how samples are coded
 * @param sampleRate samples per second and channel as the recording states it, Hz; for Opus, which
 *     has no rate of its own, the rate of its time stamps, 48000
 * @param channels number of channels
 */
public record AudioFormat(Container container, Codec codec, int sampleRate, int channels) {

  /** For people, for example {@code WAV pcm_s16le, 16000 Hz, 1 channel}. */
  @Override
  public String toString() {
    return "%s %s, %d Hz, %d channel%s"
        .formatted(
            container.label(), codec.label(), sampleRate, channels, channels == 1 ? "" : "s");
  }
}
