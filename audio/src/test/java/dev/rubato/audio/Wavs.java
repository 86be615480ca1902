package dev.rubato.audio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes WAV files of every sort for tests. */
final class Wavs {
  private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();

  static byte[] pcm16(int rate, int channels, float[] interleaved) {
    return new Wavs()
        .format(1, channels, rate, 16)
        .chunk("data", encode(PcmEncoding.S16LE, interleaved))
        .riff();
  }

  Wavs format(int tag, int channels, long rate, int bits) {
    int align = channels * ((bits + 7) / 8);
    ByteBuffer body = little(16);
    body.putShort((short) tag).putShort((short) channels).putInt((int) rate);
    body.putInt((int) (rate * align)).putShort((short) align).putShort((short) bits);
    return chunk("fmt ", body.array());
  }

  Wavs extensible(int subFormat, int channels, int rate, int containerBits, int validBits) {
    int align = channels * containerBits / 8;
    ByteBuffer body = little(40);
    body.putShort((short) 0xfffe).putShort((short) channels).putInt(rate).putInt(rate * align);
    body.putShort((short) align).putShort((short) containerBits).putShort((short) 22);
    body.putShort((short) validBits).putInt(0).putShort((short) subFormat);
    return chunk("fmt ", body.array());
  }

  Wavs chunk(String tag, byte[] body) {
    return chunk(tag, body.length, body);
  }

  /** A chunk whose size field says something else. */
  Wavs chunk(String tag, long statedSize, byte[] body) {
    chunks.writeBytes(tag.getBytes(StandardCharsets.US_ASCII));
    chunks.writeBytes(little(4).putInt((int) statedSize).array());
    chunks.writeBytes(body);
    if (body.length % 2 == 1) {
      chunks.write(0);
    }
    return this;
  }

  byte[] riff() {
    return riff("RIFF", chunks.size() + 4L);
  }

  byte[] riff(String tag, long statedSize) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(tag.getBytes(StandardCharsets.US_ASCII));
    file.writeBytes(little(4).putInt((int) statedSize).array());
    file.writeBytes("WAVE".getBytes(StandardCharsets.US_ASCII));
    file.writeBytes(chunks.toByteArray());
    return file.toByteArray();
  }

  /** Linear encodings only. */
  static byte[] encode(PcmEncoding encoding, float[] samples) {
    ByteBuffer bytes = little(samples.length * encoding.bytes());
    for (float sample : samples) {
      switch (encoding) {
        case U8 -> bytes.put((byte) (Math.round(sample * 127) + 128));
        case S16LE -> bytes.putShort((short) Math.round(sample * 32_767));
        case S24LE -> {
          int value = Math.round(sample * 8_388_607);
          bytes.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
        }
        case S32LE -> bytes.putInt((int) Math.round(sample * 2_147_483_647.0));
        case F32LE -> bytes.putFloat(sample);
        case F64LE -> bytes.putDouble(sample);
        default -> throw new IllegalArgumentException("not linear: " + encoding);
      }
    }
    return bytes.array();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
