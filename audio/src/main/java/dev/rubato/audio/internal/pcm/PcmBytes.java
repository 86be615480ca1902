package dev.rubato.audio.internal.pcm;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;
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
  void read(byte[] bytes, int start, int frames, float[][] target) throws AudioException {
    int skip = containerBytes - encoding.bytes();
    for (int channel = 0; channel < channels; channel++) {
      int at = start + channel * containerBytes + skip;
      float[] row = target[channel];
      for (int i = 0; i < frames; i++, at += frameBytes()) {
        row[i] = sample(bytes, at);
      }
    }
    if (encoding == PcmEncoding.F32LE || encoding == PcmEncoding.F64LE) {
      checkFinite(target, frames);
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

  private void checkFinite(float[][] target, int frames) throws AudioException {
    for (int channel = 0; channel < channels; channel++) {
      for (int i = 0; i < frames; i++) {
        float value = target[channel][i];
        // Written so that NaN fails, too.
        if (!(Math.abs(value) <= ABSURD)) {
          throw new AudioException(
              Kind.DAMAGED,
              "a float sample is %s; float samples must be finite and scaled to [-1, 1]"
                  .formatted(value));
        }
      }
    }
  }
}
