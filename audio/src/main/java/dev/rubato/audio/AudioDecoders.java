package dev.rubato.audio;

import dev.rubato.audio.internal.DecoderCore;
import dev.rubato.audio.internal.SniffingDecoder;
import dev.rubato.audio.internal.pcm.PcmDecoder;

/**
 * Makes decoders. Containers are recognised by their bytes; names and content types are not asked
 * for. Stateless; may be shared between threads.
 */
public final class AudioDecoders {
  private AudioDecoders() {}

  /** A decoder for any supported container, within {@link AudioLimits#DEFAULT}. */
  public static AudioDecoder sniffing() {
    return sniffing(AudioLimits.DEFAULT);
  }

  /**
   * A decoder for any supported container.
   *
   * @param limits what the recording may ask for
   */
  public static AudioDecoder sniffing(AudioLimits limits) {
    return new AudioDecoder(new DecoderCore(new SniffingDecoder(), limits, false, true));
  }

  /**
   * A decoder for any supported container that keeps the channels apart.
   *
   * @param limits what the recording may ask for
   */
  public static ChannelDecoder sniffingChannels(AudioLimits limits) {
    return new ChannelDecoder(new DecoderCore(new SniffingDecoder(), limits, false, false));
  }

  /**
   * A decoder for interleaved samples without a container. No bytes at all are in order: nothing
   * was said.
   *
   * @param encoding how a sample is written
   * @param sampleRate as the client states it, Hz; any value
   * @param channels as the client states it; any value
   * @param limits what the recording may ask for
   * @throws AudioException naming the figure that is not acceptable
   */
  public static AudioDecoder raw(
      PcmEncoding encoding, int sampleRate, int channels, AudioLimits limits)
      throws AudioException {
    return new AudioDecoder(rawCore(encoding, sampleRate, channels, limits, true));
  }

  /**
   * A decoder for interleaved samples without a container that keeps the channels apart.
   *
   * @param encoding how a sample is written
   * @param sampleRate as the client states it, Hz; any value
   * @param channels as the client states it; any value
   * @param limits what the recording may ask for
   * @throws AudioException naming the figure that is not acceptable
   */
  public static ChannelDecoder rawChannels(
      PcmEncoding encoding, int sampleRate, int channels, AudioLimits limits)
      throws AudioException {
    return new ChannelDecoder(rawCore(encoding, sampleRate, channels, limits, false));
  }

  private static DecoderCore rawCore(
      PcmEncoding encoding, int sampleRate, int channels, AudioLimits limits, boolean mono)
      throws AudioException {
    limits.check(sampleRate, channels);
    return new DecoderCore(new PcmDecoder(encoding, sampleRate, channels), limits, true, mono);
  }
}
