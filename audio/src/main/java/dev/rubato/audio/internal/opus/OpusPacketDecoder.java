package dev.rubato.audio.internal.opus;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;
import dev.rubato.audio.internal.PacketDecoder;
import dev.rubato.audio.internal.Times;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusMSDecoder;
import io.github.jaredmdobson.concentus.OpusPacketInfo;
import java.util.List;

/**
 * Opus packets to samples at 48 kHz, the rate of Opus time stamps. (The library's lower output
 * rates give silence for packets in hybrid mode.) Not safe for use by several threads.
 */
public final class OpusPacketDecoder implements PacketDecoder {
  /** Rate of the decoded samples, Hz. */
  public static final int RATE = 48_000;

  /** Samples of the longest packet, 120 ms. */
  private static final int MAX_SAMPLES = 5_760;

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

  @Override
  public int sampleRate() {
    return RATE;
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public long length(List<byte[]> packets) {
    return packets.stream().mapToLong(OpusPacketDecoder::length).sum();
  }

  /** As the packet's first bytes say; 0 if it is no Opus packet (RFC 6716 section 3.4). */
  private static int length(byte[] packet) {
    if (packet.length == 0 || (packet.length == 1 && (packet[0] & 3) == 3)) {
      return 0;
    }
    int length = OpusPacketInfo.getNumSamples(packet, 0, packet.length, RATE);
    return length > 0 && length <= MAX_SAMPLES ? length : 0;
  }

  @Override
  public int decode(byte[] packet, double seconds) throws AudioException {
    int decoded = 0;
    try {
      if (length(packet) > 0) {
        decoded =
            decoder.decodeMultistream(packet, 0, packet.length, interleaved, 0, MAX_SAMPLES, 0);
      }
    } catch (RuntimeException e) {
      throw damaged(seconds, e);
    }
    if (decoded <= 0) {
      throw damaged(seconds, null);
    }
    for (int channel = 0; channel < channels; channel++) {
      for (int i = 0; i < decoded; i++) {
        samples[channel][i] = interleaved[i * channels + channel] / 32_768f;
      }
    }
    return decoded;
  }

  @Override
  public float[][] samples() {
    return samples;
  }

  private static AudioException damaged(double seconds, RuntimeException cause) {
    return new AudioException(
        Kind.DAMAGED, "the Opus packet at %s is damaged".formatted(Times.text(seconds)), cause);
  }
}
