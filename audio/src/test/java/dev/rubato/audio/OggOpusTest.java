package dev.rubato.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OggOpusTest {
  private static final byte[] CLIP = Decoding.sample("weather-report.opus");

  @Test
  void playsExactlyWhatWasEncoded() throws AudioException {
    try (AudioDecoder decoder = AudioDecoders.sniffing()) {
      int samples = decoder.accept(CLIP).length + decoder.finish().length;
      assertEquals(58_800, samples);
      assertEquals(
          new AudioFormat(Container.OGG, Codec.OPUS, 48_000, 1), decoder.format().orElseThrow());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 5_000})
  void cuttingTheBytesChangesNoBit(int longest) throws AudioException {
    float[] whole = Decoding.whole(CLIP);
    assertArrayEquals(whole, Decoding.inPieces(AudioDecoders.sniffing(), CLIP, longest, longest));
  }

  @Test
  void aRecordingThatIsCutOffSaysWhere() {
    byte[] cut = Arrays.copyOf(CLIP, CLIP.length - 700);
    AudioException e = assertThrows(AudioException.class, () -> Decoding.whole(cut));
    assertEquals(AudioException.Kind.TRUNCATED, e.kind());
    assertTrue(e.getMessage().matches(".*cut off after \\d+\\.\\d\\d s"), e.getMessage());
  }
}
