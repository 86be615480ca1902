package dev.rubato.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WavTest {
  private static final float[] TONE = Signals.sine(440, 16_000, 4_000, 0.5);
  private static final byte[] PCM = Wavs.encode(PcmEncoding.S16LE, TONE);

  @ParameterizedTest
  @EnumSource(names = {"U8", "S16LE", "S24LE", "S32LE", "F32LE", "F64LE"})
  void readsEveryLinearEncoding(PcmEncoding encoding) throws AudioException {
    int tag = encoding == PcmEncoding.F32LE || encoding == PcmEncoding.F64LE ? 3 : 1;
    byte[] wav =
        new Wavs()
            .format(tag, 1, 16_000, 8 * encoding.bytes())
            .chunk("data", Wavs.encode(encoding, TONE))
            .riff();
    try (AudioDecoder decoder = AudioDecoders.sniffing()) {
      float[] samples = decoder.accept(wav);
      double tolerance = encoding == PcmEncoding.U8 ? 0.012 : 5e-5;
      assertArrayEquals(TONE, samples, (float) tolerance);
      assertEquals(0, decoder.finish().length);
      assertEquals(
          new AudioFormat(Container.WAV, encoding.codec(), 16_000, 1),
          decoder.format().orElseThrow());
    }
  }

  @ParameterizedTest
  @CsvSource({"1, S16LE, 16", "1, S24LE, 20", "3, F32LE, 32"})
  void readsExtensibleFormats(int subFormat, PcmEncoding encoding, int validBits)
      throws AudioException {
    byte[] wav =
        new Wavs()
            .extensible(subFormat, 1, 16_000, 8 * encoding.bytes(), validBits)
            .chunk("data", Wavs.encode(encoding, TONE))
            .riff();
    assertArrayEquals(TONE, Decoding.whole(wav), 5e-5f);
  }

  @Test
  void reads24BitsInTheUpperPartOf32() throws AudioException {
    byte[] format = new Wavs().format(1, 1, 16_000, 32).riff();
    ByteBuffer.wrap(format).order(ByteOrder.LITTLE_ENDIAN).putShort(12 + 8 + 14, (short) 24);
    byte[] data = new Wavs().chunk("data", Wavs.encode(PcmEncoding.S32LE, TONE)).riff();
    byte[] wav = Recordings.join(format, Arrays.copyOfRange(data, 12, data.length));
    assertArrayEquals(TONE, Decoding.whole(wav), 5e-5f);
  }

  @Test
  void averagesChannels() throws AudioException {
    float[] stereo = new float[2 * TONE.length];
    for (int i = 0; i < TONE.length; i++) {
      stereo[2 * i] = TONE[i];
    }
    float[] samples = Decoding.whole(Wavs.pcm16(16_000, 2, stereo));
    assertEquals(TONE.length, samples.length);
    assertEquals(TONE[10] / 2, samples[10], 1e-4);
  }

  @Test
  void passesOverOtherChunksAlsoOfOddSize() throws AudioException {
    byte[] wav =
        new Wavs()
            .chunk("JUNK", new byte[27])
            .format(1, 1, 16_000, 16)
            .chunk("fact", new byte[4])
            .chunk("LIST", new byte[301])
            .chunk("data", PCM)
            .chunk("LIST", new byte[99])
            .riff();
    assertArrayEquals(TONE, Decoding.whole(wav), 5e-5f);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 0x7ffff000L, 0x7fffffffL, 0x80000000L, 0xffffffffL, 0xffffffdbL})
  void readsToTheEndIfTheSizesWereNeverFilledIn(long size) throws AudioException {
    Wavs wav = new Wavs().format(1, 1, 16_000, 16).chunk("data", size, PCM);
    for (long riffSize : List.of(size, 0L, 36L)) {
      try (AudioDecoder decoder = AudioDecoders.sniffing()) {
        assertArrayEquals(TONE, Decoding.whole(decoder, wav.riff("RIFF", riffSize)), 5e-5f);
        assertEquals(List.of(), decoder.notes());
      }
    }
  }

  @Test
  void takesTheSizeOfLargeFilesFromTheirOwnChunk() throws AudioException {
    ByteBuffer sizes = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN);
    sizes.putLong(0).putLong(PCM.length).putLong(TONE.length);
    byte[] wav =
        new Wavs()
            .chunk("ds64", sizes.array())
            .format(1, 1, 16_000, 16)
            .chunk("data", 0xffffffffL, PCM)
            .chunk("LIST", new byte[50])
            .riff("RF64", 0xffffffffL);
    assertArrayEquals(TONE, Decoding.whole(wav), 5e-5f);
  }

  @Test
  void isPlayedAsFarAsItGoesWithANoteIfShorterThanItSays() throws AudioException {
    byte[] wav = Wavs.pcm16(16_000, 1, TONE);
    try (AudioDecoder decoder = AudioDecoders.sniffing()) {
      float[] samples = Decoding.whole(decoder, Arrays.copyOf(wav, wav.length - 1_601));
      assertEquals(3_199, samples.length);
      assertTrue(
          decoder
              .notes()
              .get(0)
              .contains("announces 0.25 s of samples, but the file ends after 0.20 s"),
          decoder.notes().toString());
    }
  }

  @Test
  void keepsChannelsApart() throws AudioException {
    float[] stereo = new float[2 * TONE.length];
    for (int i = 0; i < TONE.length; i++) {
      stereo[2 * i + 1] = TONE[i];
    }
    byte[] wav = Wavs.pcm16(16_000, 2, stereo);
    try (ChannelDecoder decoder = AudioDecoders.sniffingChannels(AudioLimits.DEFAULT)) {
      float[][] channels = decoder.accept(wav, 0, wav.length);
      decoder.finish();
      assertArrayEquals(new float[TONE.length], channels[0]);
      assertArrayEquals(TONE, channels[1], 5e-5f);
    }
  }

  @Test
  void samplesStayWithinFullScale() throws AudioException {
    float[] loud = {0.5f, 1.5f, -3f, 1f};
    byte[] wav =
        new Wavs()
            .format(3, 1, 16_000, 32)
            .chunk("data", Wavs.encode(PcmEncoding.F32LE, loud))
            .riff();
    assertArrayEquals(new float[] {0.5f, 1, -1, 1}, Decoding.whole(wav));
  }
}
