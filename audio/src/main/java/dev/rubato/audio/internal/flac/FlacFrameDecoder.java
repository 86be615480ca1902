package dev.rubato.audio.internal.flac;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;
import dev.rubato.audio.internal.Crc;
import dev.rubato.audio.internal.PacketDecoder;
import dev.rubato.audio.internal.Times;
import java.util.List;
import java.util.Optional;

/**
 * Whole FLAC frames to samples (RFC 9639 section 9).
 *
 * <p>Written here because the one Java library, jFLAC, does not come back from some damaged frames
 * and writes to the standard output. Not safe for use by several threads.
 */
public final class FlacFrameDecoder implements PacketDecoder {
  private static final int LEFT_SIDE = 8;
  private static final int SIDE_RIGHT = 9;
  private static final int CHECKSUM_BYTES = 2;

  private final FlacStreamInfo info;
  private long[][] values = new long[0][0];
  private float[][] samples = new float[0][0];

  /** Makes a decoder at the start of a stream. */
  public FlacFrameDecoder(FlacStreamInfo info) {
    this.info = info;
  }

  @Override
  public int sampleRate() {
    return info.sampleRate();
  }

  @Override
  public int channels() {
    return info.channels();
  }

  /** Unknown: FLAC in Ogg neither starts nor ends inside a frame. */
  @Override
  public long length(List<byte[]> packets) {
    return 0;
  }

  @Override
  public int decode(byte[] packet, double seconds) throws AudioException {
    Optional<FlacFrameHeader> header = FlacFrameHeader.parse(packet, 0, packet.length);
    boolean intact = Crc.FLAC_FRAME.update(0, packet, 0, packet.length) == 0;
    if (header.isEmpty() || !intact || header.get().channels() != info.channels()) {
      throw damaged(seconds, null);
    }
    try {
      return decode(packet, header.get());
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw damaged(seconds, e);
    }
  }

  private int decode(byte[] packet, FlacFrameHeader header) {
    int blockSize = header.blockSize();
    int bits = header.bits() == 0 ? info.bits() : header.bits();
    reserve(blockSize);
    BitReader reader = new BitReader(packet, header.bytes(), packet.length - CHECKSUM_BYTES);
    for (int channel = 0; channel < values.length; channel++) {
      // A difference of channels needs one bit more.
      int side = header.assignment() == SIDE_RIGHT ? 0 : 1;
      boolean isSide = header.assignment() >= LEFT_SIDE && channel == side;
      Subframe.read(reader, values[channel], blockSize, isSide ? bits + 1 : bits);
    }
    if (header.assignment() >= LEFT_SIDE) {
      undoDifference(header.assignment(), values[0], values[1], blockSize);
    }
    float scale = 1f / (1L << bits - 1);
    for (int channel = 0; channel < values.length; channel++) {
      for (int i = 0; i < blockSize; i++) {
        samples[channel][i] = values[channel][i] * scale;
      }
    }
    return blockSize;
  }

  private static void undoDifference(int assignment, long[] first, long[] second, int length) {
    for (int i = 0; i < length; i++) {
      long a = first[i];
      long b = second[i];
      switch (assignment) {
        case LEFT_SIDE -> second[i] = a - b;
        case SIDE_RIGHT -> first[i] = a + b;
        default -> {
          long mid = a << 1 | (b & 1);
          first[i] = mid + b >> 1;
          second[i] = mid - b >> 1;
        }
      }
    }
  }

  private void reserve(int blockSize) {
    if (samples.length == 0 || samples[0].length < blockSize) {
      samples = new float[info.channels()][blockSize];
      values = new long[info.channels()][blockSize];
    }
  }

  @Override
  public float[][] samples() {
    return samples;
  }

  private static AudioException damaged(double seconds, RuntimeException cause) {
    return new AudioException(
        Kind.DAMAGED, "the FLAC frame at %s is damaged".formatted(Times.text(seconds)), cause);
  }
}
