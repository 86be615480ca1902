package dev.rubato.audio.internal.pcm;

import dev.rubato.audio.PcmEncoding;

/** Uncompressed bytes to samples. Immutable; may be shared between threads. */
final class PcmBytes {
  /** Beyond this a float sample is certainly not scaled to [-1, 1]. */
  private static final float ABSURD = 100;

  private final PcmEncoding encoding;
  private final int channels;
  private final int containerBytes;
  private final float[] companded;

  /**
   * Makes a converter.
   *
   * @param containerBytes bytes from one sample to the next; more than the encoding's own if the
   *     sample fills only the upper bytes
   */
  PcmBytes(PcmEncoding encoding, int channels, int containerBytes) {
    this.encoding = encoding;
    this.channels = channels;
    this.containerBytes = containerBytes;
    this.companded =
        switch (encoding) {
          case ALAW -> G711.alaw();
          case MULAW -> G711.mulaw();
          default -> new float[0];
        };
  }

  /** Bytes of one sample of all channels. */
  int frameBytes() {
    return channels * containerBytes;
  }

  /**
   * Converts whole frames.
   *
   * @param target {@code [channels, at least frames]}
   */
  void read(byte[] bytes, int start, int frames, float[][] target) {
    int skip = containerBytes - encoding.bytes();
    for (int channel = 0; channel < channels; channel++) {
      int at = start + channel * containerBytes + skip;
      float[] row = target[channel];
      for (int i = 0; i < frames; i++, at += frameBytes()) {
        row[i] = sample(bytes, at);
      }
    }
  }

  private float sample(byte[] b, int at) {
    return switch (encoding) {
      case U8 -> ((b[at] & 0xff) - 128) / 128f;
      case S16LE -> (b[at] & 0xff | b[at + 1] << 8) / 32_768f;
      case S24LE -> (b[at] & 0xff | (b[at + 1] & 0xff) << 8 | b[at + 2] << 16) / 8_388_608f;
      case S32LE -> int32(b, at) / 2_147_483_648f;
      case F32LE -> Float.intBitsToFloat(int32(b, at));
      case F64LE ->
          (float)
              Double.longBitsToDouble(int32(b, at) & 0xffffffffL | (long) int32(b, at + 4) << 32);
      case ALAW, MULAW -> companded[b[at] & 0xff];
    };
  }

  private static int int32(byte[] b, int at) {
    return b[at] & 0xff | (b[at + 1] & 0xff) << 8 | (b[at + 2] & 0xff) << 16 | b[at + 3] << 24;
  }

  /**
   * Finds a float sample that is not a number, not finite or not scaled to [-1, 1].
   *
   * @return its frame, or -1
   */
  int firstAbsurd(float[][] samples, int frames) {
    boolean real = encoding == PcmEncoding.F32LE || encoding == PcmEncoding.F64LE;
    for (int i = 0; real && i < frames; i++) {
      for (int channel = 0; channel < channels; channel++) {
        // Written so that NaN is found, too.
        if (!(Math.abs(samples[channel][i]) <= ABSURD)) {
          return i;
        }
      }
    }
    return -1;
  }
}
