package dev.rubato.audio.internal.flac;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;
import dev.rubato.audio.internal.FeedStream;
import dev.rubato.audio.internal.PacketDecoder;
import dev.rubato.audio.internal.Times;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jflac.FLACDecoder;
import org.jflac.frame.Frame;

/** Whole FLAC frames to samples. Not safe for use by several threads. */
public final class FlacFrameDecoder implements PacketDecoder {
  private static final int STREAM_MARKER = 0x664c6143;

  /** The block is STREAMINFO, which has the number 0, and the last one. */
  private static final int LAST_BLOCK = 0x80 << 24;

  private final FlacStreamInfo info;
  private final FeedStream feed = new FeedStream();
  private final FLACDecoder decoder = new FLACDecoder(feed);
  private float[][] samples = new float[0][0];

  /** Makes a decoder at the start of a stream. */
  public FlacFrameDecoder(FlacStreamInfo info) throws AudioException {
    this.info = info;
    ByteBuffer header = ByteBuffer.allocate(8 + FlacStreamInfo.BYTES);
    header.putInt(STREAM_MARKER).putInt(LAST_BLOCK | FlacStreamInfo.BYTES).put(info.block());
    feed.feed(header.array());
    try {
      decoder.readMetadata();
    } catch (IOException | RuntimeException e) {
      throw new AudioException(Kind.DAMAGED, "the FLAC header is damaged", e);
    }
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
    feed.feed(packet);
    try {
      Frame frame = decoder.readNextFrame();
      if (frame != null && frame.header.channels == info.channels()) {
        return convert(frame);
      }
    } catch (IOException | RuntimeException e) {
      throw damaged(seconds, e);
    }
    throw damaged(seconds, null);
  }

  @Override
  public float[][] samples() {
    return samples;
  }

  private int convert(Frame frame) {
    int length = frame.header.blockSize;
    if (samples.length == 0 || samples[0].length < length) {
      samples = new float[info.channels()][length];
    }
    float scale = 1f / (1 << frame.header.bitsPerSample - 1);
    for (int channel = 0; channel < samples.length; channel++) {
      int[] values = decoder.getChannelData()[channel].getOutput();
      for (int i = 0; i < length; i++) {
        samples[channel][i] = values[i] * scale;
      }
    }
    return length;
  }

  private static AudioException damaged(double seconds, Exception cause) {
    return new AudioException(
        Kind.DAMAGED, "the FLAC frame at %s is damaged".formatted(Times.text(seconds)), cause);
  }
}
