package dev.rubato.audio.internal.mpeg;

import dev.rubato.audio.Codec;
import dev.rubato.audio.internal.ByteQueue;
import java.util.Optional;

/**
 * The header of a frame (ISO/IEC 11172-3 section 2.4.1.3, ISO/IEC 13818-3, and the common extension
 * to half of the low sample rates).
 *
 * @param version 1, 2, or 3 for the extension, MPEG 2.5
 * @param layer 1 to 3
 * @param sampleRate Hz
 * @param channels 1 or 2
 * @param bytes length of the frame with its header
 */
record MpegHeader(int version, int layer, int sampleRate, int channels, int bytes) {
  /** Length of the header. */
  static final int BYTES = 4;

  private static final int[][] KBITS = {
    {32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
    {32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
    {32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
    {32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
    {8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160}
  };

  private static final int[] RATES = {44_100, 48_000, 32_000};

  /**
   * Reads the header whose first byte is number {@code at} of those waiting; at least {@link
   * #BYTES} must wait. Frames of free length have no known end and are not accepted.
   */
  static Optional<MpegHeader> parse(ByteQueue input, int at) {
    int word = input.tag(at);
    int versionCode = word >> 19 & 3;
    int layerCode = word >> 17 & 3;
    int rateIndex = word >> 12 & 15;
    int frequencyIndex = word >> 10 & 3;
    boolean valid =
        word >>> 21 == 0x7ff
            && versionCode != 1
            && layerCode != 0
            && rateIndex != 0
            && rateIndex != 15
            && frequencyIndex != 3
            && (word & 3) != 2;
    if (!valid) {
      return Optional.empty();
    }
    int version = versionCode == 3 ? 1 : versionCode == 2 ? 2 : 3;
    int layer = 4 - layerCode;
    int sampleRate = RATES[frequencyIndex] >> version - 1;
    int table = version == 1 ? layer - 1 : layer == 1 ? 3 : 4;
    int bitRate = KBITS[table][rateIndex - 1] * 1000;
    int padding = word >> 9 & 1;
    return Optional.of(
        new MpegHeader(
            version,
            layer,
            sampleRate,
            (word >> 6 & 3) == 3 ? 1 : 2,
            bytes(version, layer, bitRate, sampleRate, padding)));
  }

  private static int bytes(int version, int layer, int bitRate, int sampleRate, int padding) {
    if (layer == 1) {
      return (12 * bitRate / sampleRate + padding) * 4;
    }
    return samples(version, layer) / 8 * bitRate / sampleRate + padding;
  }

  private static int samples(int version, int layer) {
    return layer == 1 ? 384 : layer == 3 && version > 1 ? 576 : 1_152;
  }

  /** Samples of each channel in a frame. */
  int samples() {
    return samples(version, layer);
  }

  /** Whether two frames can belong to one stream. */
  boolean matches(MpegHeader other) {
    return version == other.version && layer == other.layer && sampleRate == other.sampleRate;
  }

  /** The codec. */
  Codec codec() {
    return layer == 1 ? Codec.MP1 : layer == 2 ? Codec.MP2 : Codec.MP3;
  }
}
