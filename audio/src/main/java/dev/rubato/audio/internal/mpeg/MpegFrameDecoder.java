package dev.rubato.audio.internal.mpeg;

import dev.rubato.audio.internal.FeedStream;
import java.util.Arrays;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.JavaLayerException;
import javazoom.jl.decoder.Obuffer;

/** Whole frames of one stream to samples. Not safe for use by several threads. */
final class MpegFrameDecoder {
  /** What the library's synthesis gives for 1. */
  private static final float FULL_SCALE = 32_700;

  private final FeedStream feed = new FeedStream();
  private final Decoder decoder = new Decoder();
  private final Output output = new Output();
  private Bitstream bits;

  MpegFrameDecoder() {
    decoder.setOutputBuffer(output);
  }

  /**
   * Decodes a frame into {@link #samples()}. What cannot be decoded, because it is damaged or
   * because it refers to frames before the start, is silence.
   *
   * @return false if the frame is damaged; then the decoder must not be used any more
   */
  boolean decode(byte[] frame) {
    output.clear();
    feed.feed(frame);
    try {
      if (bits == null) {
        // Reads at once, so it can be made only now.
        bits = new Bitstream(feed);
      }
      Header header = bits.readFrame();
      if (header == null) {
        return false;
      }
      decoder.decodeFrame(header, bits);
      bits.closeFrame();
      return true;
    } catch (JavaLayerException | RuntimeException e) {
      output.clear();
      return false;
    }
  }

  /** Samples of the last frame, {@code [2, samples of a frame]}, zeros where there were none. */
  float[][] samples() {
    return output.samples;
  }

  private static final class Output extends Obuffer {
    private final float[][] samples = new float[MAXCHANNELS][OBUFFERSIZE];
    private final int[] lengths = new int[MAXCHANNELS];

    void clear() {
      for (float[] channel : samples) {
        Arrays.fill(channel, 0);
      }
      Arrays.fill(lengths, 0);
    }

    @Override
    public void appendSamples(int channel, float[] values) {
      for (float value : values) {
        samples[channel][lengths[channel]++] = value / FULL_SCALE;
      }
    }

    @Override
    public void append(int channel, short value) {
      samples[channel][lengths[channel]++] = value / FULL_SCALE;
    }

    @Override
    public void write_buffer(int value) {}

    @Override
    public void close() {}

    @Override
    public void clear_buffer() {}

    @Override
    public void set_stop_flag() {}
  }
}
