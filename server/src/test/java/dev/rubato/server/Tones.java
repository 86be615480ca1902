package dev.rubato.server;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Speech for {@link ToneModel}: texts of the letters a to f and spaces as tones. */
public final class Tones {
  /** Length of a letter and the gap after it, seconds. */
  public static final double LETTER = 0.24;

  private static final double TONE = 0.16;
  private static final double LEVEL = 0.3;

  private Tones() {}

  /**
   * A text as samples.
   *
   * @param text letters a to f and single spaces; a bar is a second of silence
   * @param rate samples per second
   */
  public static float[] samples(String text, int rate) {
    int length = 0;
    for (char symbol : text.toCharArray()) {
      length += (int) (rate * (symbol == '|' ? 1 : LETTER));
    }
    float[] samples = new float[length];
    int at = 0;
    for (char symbol : text.toCharArray()) {
      if (symbol == '|') {
        at += rate;
        continue;
      }
      double pitch = ToneModel.pitch(symbol);
      for (int i = 0; i < TONE * rate; i++) {
        samples[at + i] = (float) (LEVEL * Math.sin(2 * Math.PI * pitch * i / rate));
      }
      at += (int) (rate * LETTER);
    }
    return samples;
  }

  /** A text as signed 16-bit little-endian samples. */
  public static byte[] pcm(String text, int rate) {
    return pcm(samples(text, rate));
  }

  /** Samples as signed 16-bit little-endian ones; several channels are interleaved. */
  public static byte[] pcm(float[]... channels) {
    int length = Arrays.stream(channels).mapToInt(channel -> channel.length).max().orElse(0);
    ByteBuffer bytes =
        ByteBuffer.allocate(2 * channels.length * length).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < length; i++) {
      for (float[] channel : channels) {
        float sample = i < channel.length ? channel[i] : 0;
        bytes.putShort((short) Math.round(sample * Short.MAX_VALUE));
      }
    }
    return bytes.array();
  }

  /** A text as a WAV file. */
  public static byte[] wav(String text, int rate) {
    return wav(rate, 1, pcm(text, rate));
  }

  /** Signed 16-bit samples as a WAV file. */
  public static byte[] wav(int rate, int channels, byte[] pcm) {
    ByteBuffer bytes = ByteBuffer.allocate(44 + pcm.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + pcm.length);
    bytes.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    bytes.putShort((short) 1).putShort((short) channels).putInt(rate);
    bytes.putInt(rate * channels * 2).putShort((short) (channels * 2)).putShort((short) 16);
    bytes.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(pcm.length);
    bytes.put(pcm);
    return bytes.array();
  }

  /** Bytes cut into pieces of a size, the last one perhaps shorter. */
  public static byte[][] pieces(byte[] bytes, int size) {
    byte[][] pieces = new byte[(bytes.length + size - 1) / size][];
    for (int i = 0; i < pieces.length; i++) {
      pieces[i] = Arrays.copyOfRange(bytes, i * size, Math.min(bytes.length, (i + 1) * size));
    }
    return pieces;
  }
}
