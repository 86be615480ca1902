package dev.rubato.audio.internal;

import dev.rubato.audio.AudioException;
import java.util.List;

/** Decodes the packets of one stream, in order. Not safe for use by several threads. */
public interface PacketDecoder {

  /** Rate of the decoded samples, Hz. */
  int sampleRate();

  /** Number of decoded channels. */
  int channels();

  /**
   * Number of samples of each channel that packets will give if they are decoded next. Wrong
   * packets count as nothing.
   */
  long length(List<byte[]> packets);

  /**
   * Decodes a packet into {@link #samples()}.
   *
   * @param seconds where it begins, for the message
   * @return number of samples of each channel
   */
  int decode(byte[] packet, double seconds) throws AudioException;

  /** Samples of the last call, {@code [channels, at least the returned number]}. */
  float[][] samples();
}
