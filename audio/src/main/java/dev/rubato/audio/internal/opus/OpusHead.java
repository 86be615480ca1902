package dev.rubato.audio.internal.opus;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;
import java.util.Arrays;

/**
 * The identification header (RFC 7845 section 5.1).
 *
 * @param channels number of output channels
 * @param preSkip samples at 48 kHz to leave out at the start
 * @param gain to apply, in 1/256 dB
 * @param streams number of Opus streams in a packet
 * @param coupled how many of them are stereo
 * @param mapping stream channel of every output channel; 255 is silence
 */
public record OpusHead(
    int channels, int preSkip, int gain, int streams, int coupled, short[] mapping) {
  private static final int SHORTEST = 19;

  /** Reads a header packet. */
  public static OpusHead parse(byte[] packet) throws AudioException {
    if (packet.length < SHORTEST) {
      throw damaged("it has only " + packet.length + " bytes");
    }
    if ((packet[8] & 0xf0) != 0) {
      throw new AudioException(
          Kind.UNSUPPORTED,
          "the Opus header has version %d; versions up to 15 can be read"
              .formatted(packet[8] & 0xff));
    }
    int channels = packet[9] & 0xff;
    int preSkip = packet[10] & 0xff | (packet[11] & 0xff) << 8;
    int gain = packet[16] & 0xff | packet[17] << 8;
    if (channels == 0) {
      throw damaged("it states no channels");
    }
    if (packet[18] == 0) {
      if (channels > 2) {
        throw damaged("it states %d channels without a mapping".formatted(channels));
      }
      short[] mapping = channels == 1 ? new short[] {0} : new short[] {0, 1};
      return new OpusHead(channels, preSkip, gain, 1, channels - 1, mapping);
    }
    return mapped(packet, channels, preSkip, gain);
  }

  private static OpusHead mapped(byte[] packet, int channels, int preSkip, int gain)
      throws AudioException {
    if (packet.length < SHORTEST + 2 + channels) {
      throw damaged("its channel mapping is incomplete");
    }
    int streams = packet[19] & 0xff;
    int coupled = packet[20] & 0xff;
    short[] mapping = new short[channels];
    for (int i = 0; i < channels; i++) {
      mapping[i] = (short) (packet[21 + i] & 0xff);
      if (mapping[i] != 255 && mapping[i] >= streams + coupled) {
        throw damaged("channel %d is mapped to nothing".formatted(i));
      }
    }
    // A stream that no channel plays would only cost memory.
    if (streams == 0 || coupled > streams || streams > channels) {
      throw damaged(
          "it states %d streams, %d of them stereo, for %d channels"
              .formatted(streams, coupled, channels));
    }
    return new OpusHead(channels, preSkip, gain, streams, coupled, mapping);
  }

  private static AudioException damaged(String what) {
    return new AudioException(Kind.DAMAGED, "the Opus header is damaged: " + what);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OpusHead head
        && channels == head.channels
        && preSkip == head.preSkip
        && gain == head.gain
        && streams == head.streams
        && coupled == head.coupled
        && Arrays.equals(mapping, head.mapping);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(
        new int[] {channels, preSkip, gain, streams, coupled, Arrays.hashCode(mapping)});
  }
}
