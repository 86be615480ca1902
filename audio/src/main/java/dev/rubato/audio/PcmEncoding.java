package dev.rubato.audio;

/**
 * How one uncompressed sample is written; several bytes are in little-endian order. Immutable.
 *
 * <p>Integers are scaled by their full negative range, so that -32768 becomes -1.
 */
public enum PcmEncoding {
  /** Unsigned 8-bit, 128 is silence. */
  U8(1, Codec.PCM_U8),
  /** Signed 16-bit. */
  S16LE(2, Codec.PCM_S16LE),
  /** Signed 24-bit in three bytes. */
  S24LE(3, Codec.PCM_S24LE),
  /** Signed 32-bit. */
  S32LE(4, Codec.PCM_S32LE),
  /** IEEE 754 single, full scale is 1. */
  F32LE(4, Codec.PCM_F32LE),
  /** IEEE 754 double, full scale is 1. */
  F64LE(8, Codec.PCM_F64LE),
  /** ITU-T G.711 A-law. */
  ALAW(1, Codec.PCM_ALAW),
  /** ITU-T G.711 mu-law. */
  MULAW(1, Codec.PCM_MULAW);

  private final int bytes;
  private final Codec codec;

  PcmEncoding(int bytes, Codec codec) {
    this.bytes = bytes;
    this.codec = codec;
  }

  /** Bytes of one sample of one channel. */
  public int bytes() {
    return bytes;
  }

  /** The same as a codec. */
  public Codec codec() {
    return codec;
  }
}
