package dev.rubato.training.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseTest {

  static Stream<LongFunction<float[]>> makers() {
    return Stream.of(
        seed -> ColouredNoise.make(3000, 1, seed),
        seed -> MainsHum.make(3000, 50, seed),
        seed -> Clicks.make(3000, 100, seed),
        seed -> DecayingNoiseRoom.response(0.2, 6, seed));
  }

  @ParameterizedTest
  @MethodSource("makers")
  void equalSeedsMakeEqualSamples(LongFunction<float[]> maker) {
    assertArrayEquals(maker.apply(4), maker.apply(4));
    assertFalse(Arrays.equals(maker.apply(4), maker.apply(5)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 2})
  void thePowerFallsByThreeDecibelsPerOctaveAndExponent(double exponent) {
    double low = 0;
    double high = 0;
    for (long seed = 1; seed <= 12; seed++) {
      float[] noise = ColouredNoise.make(2_048, exponent, seed);
      assertEquals(1, Signals.rms(noise), 1e-4);
      low += Tone.band(noise, 400, 500);
      high += Tone.band(noise, 3200, 4000);
    }
    assertEquals(3 * 3.01 * exponent, 10 * Math.log10(low / high), 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 1000})
  void anyLengthCanBeMade(int samples) {
    assertEquals(1, Signals.rms(ColouredNoise.make(samples, 0, 1)), 1e-4);
    assertEquals(samples, MainsHum.make(samples, 60, 1).length);
    assertEquals(samples, Clicks.make(samples, 1000, 1).length);
  }

  @Test
  void humHasItsPowerAtTheHarmonics() {
    float[] hum = MainsHum.make(3_200, 60, 3);
    double atHarmonics = 0;
    for (int harmonic = 1; harmonic <= 16; harmonic++) {
      atHarmonics += 2 * Tone.power(hum, 60 * harmonic);
    }
    assertTrue(atHarmonics > 0.9, "at harmonics: " + atHarmonics);
    assertTrue(Tone.power(hum, 90) < 1e-3, "between harmonics");
  }

  @Test
  void clicksAreAsManyAsAskedFor() {
    float[] clicks = Clicks.make(160_000, 5, 1);
    int onsets = 0;
    int quiet = 1000;
    for (float sample : clicks) {
      if (Math.abs(sample) > 0.05 && quiet > 300) {
        onsets++;
      }
      quiet = sample == 0 ? quiet + 1 : 0;
    }
    assertEquals(50, onsets, 18);
    assertEquals(0, Signals.rms(Clicks.make(1000, 0, 1)));
  }

  @Test
  void absurdArgumentsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> ColouredNoise.make(0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> ColouredNoise.make(1 << 30, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> ColouredNoise.make(10, Double.NaN, 1));
    assertThrows(IllegalArgumentException.class, () -> MainsHum.make(10, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> Clicks.make(10, -1, 1));
  }
}
