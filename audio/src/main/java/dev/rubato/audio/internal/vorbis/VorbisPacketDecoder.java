package dev.rubato.audio.internal.vorbis;

import com.github.trilarion.sound.vorbis.jcraft.jogg.Packet;
import com.github.trilarion.sound.vorbis.jcraft.jorbis.Block;
import com.github.trilarion.sound.vorbis.jcraft.jorbis.Comment;
import com.github.trilarion.sound.vorbis.jcraft.jorbis.DspState;
import com.github.trilarion.sound.vorbis.jcraft.jorbis.Info;
import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;
import dev.rubato.audio.internal.PacketDecoder;
import dev.rubato.audio.internal.Times;
import java.util.List;

/** Vorbis packets to samples. Not safe for use by several threads. */
public final class VorbisPacketDecoder implements PacketDecoder {
  /** A comment header without comments; nobody asks for them, and real ones may hold pictures. */
  private static final byte[] NO_COMMENTS = {
    3, 'v', 'o', 'r', 'b', 'i', 's', 0, 0, 0, 0, 0, 0, 0, 0, 1
  };

  private final Info info = new Info();
  private final DspState state = new DspState();
  private final Block block;
  private float[][] samples = new float[0][0];
  private int previousBlock;

  /**
   * Makes a decoder at the start of a stream.
   *
   * @param identification the first header packet
   * @param setup the third header packet
   */
  public VorbisPacketDecoder(byte[] identification, byte[] setup) throws AudioException {
    VorbisSetup.check(setup, identification[11] & 0xff);
    try {
      Comment comment = new Comment();
      info.init();
      comment.init();
      boolean right =
          info.synthesis_headerin(comment, packet(identification, true)) >= 0
              && info.synthesis_headerin(comment, packet(NO_COMMENTS, false)) >= 0
              && info.synthesis_headerin(comment, packet(setup, false)) >= 0;
      if (!right) {
        throw new AudioException(Kind.DAMAGED, "the Vorbis headers are damaged");
      }
      state.synthesis_init(info);
      block = new Block(state);
    } catch (RuntimeException e) {
      throw new AudioException(Kind.DAMAGED, "the Vorbis headers are damaged", e);
    }
  }

  @Override
  public int sampleRate() {
    return info.rate;
  }

  @Override
  public int channels() {
    return info.channels;
  }

  /** A packet completes a quarter of its own block and a quarter of the one before (Vorbis I). */
  @Override
  public long length(List<byte[]> packets) {
    long length = 0;
    int previous = previousBlock;
    for (byte[] packet : packets) {
      int size = blockSize(packet);
      if (size > 0) {
        length += previous == 0 ? 0 : (previous + size) / 4;
        previous = size;
      }
    }
    return length;
  }

  private int blockSize(byte[] packet) {
    try {
      return packet.length == 0 ? 0 : Math.max(0, info.blocksize(packet(packet, false)));
    } catch (RuntimeException e) {
      return 0;
    }
  }

  @Override
  public int decode(byte[] bytes, double seconds) throws AudioException {
    int size = blockSize(bytes);
    if (size == 0) {
      // The specification asks for packets of no audio to be passed over.
      return 0;
    }
    previousBlock = size;
    try {
      if (block.synthesis(packet(bytes, false)) != 0) {
        throw damaged(seconds, null);
      }
      state.synthesis_blockin(block);
      return collect();
    } catch (RuntimeException e) {
      throw damaged(seconds, e);
    }
  }

  private int collect() {
    float[][][] output = new float[1][][];
    int[] starts = new int[info.channels];
    int total = 0;
    for (int count = state.synthesis_pcmout(output, starts);
        count > 0;
        count = state.synthesis_pcmout(output, starts)) {
      reserve(total + count);
      for (int channel = 0; channel < info.channels; channel++) {
        System.arraycopy(output[0][channel], starts[channel], samples[channel], total, count);
      }
      total += count;
      state.synthesis_read(count);
    }
    return total;
  }

  private void reserve(int length) {
    if (samples.length == 0 || samples[0].length < length) {
      float[][] larger = new float[info.channels][Math.max(length, 8_192)];
      for (int channel = 0; channel < samples.length; channel++) {
        System.arraycopy(samples[channel], 0, larger[channel], 0, samples[channel].length);
      }
      samples = larger;
    }
  }

  @Override
  public float[][] samples() {
    return samples;
  }

  private static Packet packet(byte[] bytes, boolean first) {
    Packet packet = new Packet();
    packet.packet_base = bytes;
    packet.bytes = bytes.length;
    packet.b_o_s = first ? 1 : 0;
    return packet;
  }

  private static AudioException damaged(double seconds, RuntimeException cause) {
    return new AudioException(
        Kind.DAMAGED, "the Vorbis packet at %s is damaged".formatted(Times.text(seconds)), cause);
  }
}
