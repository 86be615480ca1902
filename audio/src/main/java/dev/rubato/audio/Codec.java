package dev.rubato.audio;

/** How samples are coded. Labels are the names that FFmpeg gives to the same codecs. Immutable. */
public enum Codec {
  /** Unsigned 8-bit PCM, 128 is silence. */
  PCM_U8("pcm_u8"),
  /** Signed 16-bit PCM. */
  PCM_S16LE("pcm_s16le"),
  /** Signed 24-bit PCM. */
  PCM_S24LE("pcm_s24le"),
  /** Signed 32-bit PCM. */
  PCM_S32LE("pcm_s32le"),
  /** 32-bit float PCM. */
  PCM_F32LE("pcm_f32le"),
  /** 64-bit float PCM. */
  PCM_F64LE("pcm_f64le"),
  /** ITU-T G.711 A-law. */
  PCM_ALAW("pcm_alaw"),
  /** ITU-T G.711 mu-law. */
  PCM_MULAW("pcm_mulaw"),
  /** FLAC (RFC 9639). */
  FLAC("flac"),
  /** Opus (RFC 6716). */
  OPUS("opus"),
  /** Vorbis I. */
  VORBIS("vorbis"),
  /** MPEG audio layer I. */
  MP1("mp1"),
  /** MPEG audio layer II. */
  MP2("mp2"),
  /** MPEG audio layer III. */
  MP3("mp3");

  private final String label;

  Codec(String label) {
    this.label = label;
  }

  /** The name that FFmpeg uses. */
  public String label() {
    return label;
  }
}
