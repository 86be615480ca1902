package dev.rubato.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WavTest {
  private static final float[] TONE = Signals.sine(440, 16_000, 4_000, 0.5);

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
}
