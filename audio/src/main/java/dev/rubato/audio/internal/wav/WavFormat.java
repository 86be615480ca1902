package dev.rubato.audio.internal.wav;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;
import dev.rubato.audio.PcmEncoding;
import dev.rubato.audio.internal.ByteQueue;

/**
 * The content of a {@code fmt } chunk (Microsoft: Multiple Channel Audio Data and WAVE Files).
 *
 * @param encoding how a sample is written
 * @param sampleRate as stated, Hz
 * @param channels as stated
 * @param containerBytes bytes from one sample to the next
 */
record WavFormat(PcmEncoding encoding, long sampleRate, int channels, int containerBytes) {
  /** Bytes up to and including the bits per sample. */
  static final int SHORTEST = 16;

  /** Bytes of WAVE_FORMAT_EXTENSIBLE up to the part of the sub-format that is the tag. */
  static final int EXTENSIBLE = 26;

  private static final int TAG_EXTENSIBLE = 0xfffe;

  /** Reads the chunk, of which the first {@code length} bytes wait. */
  static WavFormat parse(ByteQueue input, int length) throws AudioException {
    int tag = input.u16(0);
    if (tag == TAG_EXTENSIBLE) {
      if (length < EXTENSIBLE) {
        throw new AudioException(
            Kind.DAMAGED,
            "the WAV header is damaged: its extensible format chunk has only " + length + " bytes");
      }
      tag = input.u16(24);
    }
    int channels = input.u16(2);
    int blockAlign = input.u16(12);
    int bits = input.u16(14);
    PcmEncoding encoding = encoding(tag, bits);
    int containerBytes = encoding.bytes();
    if (channels > 0 && blockAlign % channels == 0) {
      containerBytes = Math.max(containerBytes, blockAlign / channels);
    }
    if (containerBytes > 8) {
      throw new AudioException(
          Kind.DAMAGED,
          "the WAV header is damaged: %d bytes per sample of %d bits"
              .formatted(containerBytes, bits));
    }
    return new WavFormat(encoding, input.u32(4), channels, containerBytes);
  }

  private static PcmEncoding encoding(int tag, int bits) throws AudioException {
    return switch (tag) {
      case 1 -> pcm(bits);
      case 3 ->
          switch (bits) {
            case 32 -> PcmEncoding.F32LE;
            case 64 -> PcmEncoding.F64LE;
            default -> throw bits(bits, "float samples have 32 or 64");
          };
      case 6 -> PcmEncoding.ALAW;
      case 7 -> PcmEncoding.MULAW;
      default ->
          throw new AudioException(
              Kind.UNSUPPORTED,
              "the WAV codec 0x%04x (%s) is not supported; PCM, float, A-law and mu-law are"
                  .formatted(tag, name(tag)));
    };
  }

  private static PcmEncoding pcm(int bits) throws AudioException {
    return switch ((bits + 7) / 8) {
      case 1 -> PcmEncoding.U8;
      case 2 -> PcmEncoding.S16LE;
      case 3 -> PcmEncoding.S24LE;
      case 4 -> PcmEncoding.S32LE;
      default -> throw bits(bits, "PCM samples have 8 to 32");
    };
  }

  private static AudioException bits(int bits, String right) {
    return new AudioException(
        Kind.UNSUPPORTED, "the WAV header states %d bits per sample; %s".formatted(bits, right));
  }

  private static String name(int tag) {
    return switch (tag) {
      case 0x0002 -> "Microsoft ADPCM";
      case 0x0011 -> "IMA ADPCM";
      case 0x0031 -> "GSM 6.10";
      case 0x0050 -> "MPEG layer II";
      case 0x0055 -> "MP3";
      case 0x00ff, 0x1610 -> "AAC";
      default -> "unknown";
    };
  }
}
