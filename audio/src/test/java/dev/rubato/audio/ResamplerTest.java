package dev.rubato.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rubato.audio.internal.SampleBuffer;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {

  @Property(tries = 60, seed = "1")
  void cuttingTheInputChangesNoBit(
      @ForAll @IntRange(min = 1_000, max = 200_000) int rate,
      @ForAll @IntRange(min = 1, max = 3_000) int longest,
      @ForAll @IntRange(min = 0, max = 5_000) int length,
      @ForAll long seed) {
    float[] input = Signals.noise(seed, length, 0.3);
    float[] whole = Resampler.resample(rate, 16_000, input);

    Resampler resampler = new Resampler(rate, 16_000);
    SampleBuffer pieces = new SampleBuffer();
    Random random = new Random(seed);
    for (int at = 0; at < length; ) {
      int piece = Math.min(1 + random.nextInt(longest), length - at);
      float[] output = resampler.accept(input, at, piece);
      pieces.accept(output, output.length);
      at += piece;
    }
    float[] rest = resampler.finish();
    pieces.accept(rest, rest.length);

    assertArrayEquals(whole, pieces.toArray());
    assertEquals((length * 16_000L + rate - 1) / rate, whole.length);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {8_000, 11_025, 12_345, 22_050, 24_000, 32_000, 44_100, 44_101, 48_000, 96_000})
  void aToneKeepsItsShapeAndItsTime(int rate) {
    double hz = 0.4 * Math.min(rate, 16_000);
    float[] output = Resampler.resample(rate, 16_000, Signals.sine(hz, rate, rate, 0.5));
    float[] expected = Signals.sine(hz, 16_000, 16_000, 0.5);
    double error = Signals.errorDecibels(expected, output, 1_000, 15_000);
    assertTrue(error < -90, "error " + error + " dB at " + rate + " Hz");
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 22_050, 44_100, 44_101, 48_000})
  void aConstantStaysConstant(int rate) {
    float[] input = new float[rate];
    Arrays.fill(input, 0.25f);
    float[] output = Resampler.resample(rate, 16_000, input);
    for (int i = 1_000; i < 15_000; i++) {
      assertEquals(0.25f, output[i], 1e-6f);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -16_000})
  void refusesRatesThatAreNotPositive(int rate) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> new Resampler(rate, 16_000));
    assertTrue(e.getMessage().contains("must be positive"), e.getMessage());
  }
}
