package dev.rubato.training.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalsTest {

  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "1,7", "64,65", "100,33", "1000,257"})
  void convolvesAsTheDefinitionSays(int lengthA, int lengthB) {
    float[] a = gaussian(lengthA, 1);
    float[] b = gaussian(lengthB, 2);
    float[] expected = new float[lengthA + lengthB - 1];
    for (int i = 0; i < lengthA; i++) {
      for (int j = 0; j < lengthB; j++) {
        expected[i + j] += a[i] * b[j];
      }
    }
    assertArrayEquals(expected, Signals.convolve(a, b), 1e-4f * Math.max(lengthA, lengthB));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-5, 0, 20})
  void noiseIsAddedAtTheRatioAskedFor(double snrDb) {
    float[] speech = gaussian(4000, 1);
    float[] mixed = Signals.addNoise(speech, Signals.scale(gaussian(5000, 2), 37), snrDb);
    float[] added = new float[speech.length];
    for (int i = 0; i < added.length; i++) {
      added[i] = mixed[i] - speech[i];
    }
    assertEquals(snrDb, 20 * Math.log10(Signals.rms(speech) / Signals.rms(added)), 0.01);
  }

  @Test
  void silentNoiseAddsNothing() {
    float[] speech = gaussian(100, 1);
    assertArrayEquals(speech, Signals.addNoise(speech, new float[100], 10));
  }

  @Test
  void shortNoiseIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> Signals.addNoise(new float[10], new float[9], 10));
  }

  @Test
  void aRoomWithoutReflectionsOnlyDelaysAndThatIsTakenOut() {
    float[] speech = gaussian(2000, 1);
    float[] response = new float[50];
    response[20] = -0.25f;
    float[] heard = Signals.reverberate(speech, response);
    assertArrayEquals(Signals.scale(speech.clone(), -1), heard, 1e-4f);
  }

  static float[] gaussian(int samples, long seed) {
    Random random = new Random(seed);
    float[] noise = new float[samples];
    for (int i = 0; i < samples; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    return noise;
  }
}
