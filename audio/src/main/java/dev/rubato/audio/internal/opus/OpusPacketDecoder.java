package dev.rubato.audio.internal.opus;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;
import dev.rubato.audio.internal.Times;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusMSDecoder;
import io.github.jaredmdobson.concentus.OpusPacketInfo;

/** Opus packets to samples at {@link #RATE}. Not safe for use by several threads. */
public final class OpusPacketDecoder {
  /** Rate of the decoded samples, Hz. */
  public static final int RATE = 48_000;

  /** Ticks of Opus time stamps for one decoded sample. */
  public static final int TICKS = 48_000 / RATE;

  /** The longest packet, 120 ms, in decoded samples. */
  private static final int MAX_SAMPLES = RATE / 1000 * 120;

  private final int channels;
  private final OpusMSDecoder decoder;
  private final short[] interleaved;
  private final float[][] samples;

  /** Makes a decoder at the start of a stream. */
  public OpusPacketDecoder(OpusHead head) throws AudioException {
    this.channels = head.channels();
    this.interleaved = new short[channels * MAX_SAMPLES];
    this.samples = new float[channels][MAX_SAMPLES];
    try {
      this.decoder =
          OpusMSDecoder.create(RATE, channels, head.streams(), head.coupled(), head.mapping());
    } catch (OpusException | IllegalArgumentException e) {
      throw new AudioException(Kind.DAMAGED, "the Opus header is damaged: " + e.getMessage(), e);
    }
    decoder.setGain(head.gain());
  }

  /** Length of a packet, ticks of 1/48000 s; 0 if it is no Opus packet (RFC 6716 section 3.4). */
  public static int ticks(byte[] packet) {
    if (packet.length == 0 || (packet.length == 1 && (packet[0] & 3) == 3)) {
      return 0;
    }
    int ticks = OpusPacketInfo.getNumSamples(packet, 0, packet.length, 48_000);
    return ticks > 0 && ticks <= 5_760 ? ticks : 0;
  }

  /**
   * Decodes a packet into {@link #samples()}.
   *
   * @param seconds where it begins, for the message
   * @return number of samples of each channel
   */
  public int decode(byte[] packet, double seconds) throws AudioException {
    int length = ticks(packet);
    int decoded = 0;
    try {
      if (length > 0) {
        decoded =
            decoder.decodeMultistream(packet, 0, packet.length, interleaved, 0, MAX_SAMPLES, 0);
      }
    } catch (RuntimeException e) {
      throw damaged(seconds, e);
    }
    if (decoded <= 0) {
      throw damaged(seconds, null);
    }
    return split(decoded);
  }

  /** Samples of the last call, {@code [channels, at least the returned number]}. */
  public float[][] samples() {
    return samples;
  }

  private int split(int decoded) {
    for (int channel = 0; channel < channels; channel++) {
      for (int i = 0; i < decoded; i++) {
        samples[channel][i] = interleaved[i * channels + channel] / 32_768f;
      }
    }
    return decoded;
  }

  private static AudioException damaged(double seconds, RuntimeException cause) {
    return new AudioException(
        Kind.DAMAGED, "the Opus packet at %s is damaged".formatted(Times.text(seconds)), cause);
  }
}
