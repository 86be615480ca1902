package dev.rubato.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rubato.audio.internal.SampleBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The golden files were made by {@code src/test/python/log_mel_golden.py}. */
class LogMelGoldenTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

  @Test
  void featuresEqualThoseOfAnIndependentImplementation() throws Exception {
    float[] samples =
        Decoding.whole(
            AudioDecoders.raw(PcmEncoding.S16LE, 16_000, 1, AudioLimits.DEFAULT),
            Files.readAllBytes(GOLDEN.resolve("log-mel.s16")));
    float[] expected = floats(GOLDEN.resolve("log-mel.f32"));
    float[] actual = LogMelExtractor.extract(FeatureRecipe.DEFAULT, samples);
    assertEquals(expected.length, actual.length);
    double worst = 0;
    double sum = 0;
    for (int i = 0; i < expected.length; i++) {
      double difference = Math.abs(expected[i] - actual[i]);
      worst = Math.max(worst, difference);
      sum += difference;
    }
    double mean = sum / expected.length;
    System.out.printf("log-mel against float64: worst %.1e, mean %.1e%n", worst, mean);
    // The worst are energies next to the floor in loud frames: there a float transform is noisy.
    assertTrue(worst < 2e-3, "worst " + worst);
    assertTrue(mean < 1e-5, "mean " + mean);
  }

  @Property(tries = 50, seed = "8")
  void cuttingTheSamplesChangesNoBit(
      @ForAll @IntRange(min = 0, max = 6_000) int length,
      @ForAll @IntRange(min = 1, max = 1_000) int longest,
      @ForAll long seed) {
    float[] samples = Signals.noise(seed, length, 0.1);
    LogMelExtractor extractor = new LogMelExtractor(FeatureRecipe.DEFAULT);
    SampleBuffer frames = new SampleBuffer();
    Random random = new Random(seed);
    for (int at = 0; at < length; ) {
      int piece = Math.min(1 + random.nextInt(longest), length - at);
      float[] features = extractor.accept(samples, at, piece);
      frames.accept(features, features.length);
      at += piece;
    }
    float[] whole = LogMelExtractor.extract(FeatureRecipe.DEFAULT, samples);
    assertArrayEquals(whole, frames.toArray());
    assertEquals(FeatureRecipe.DEFAULT.frames(length) * 80, whole.length);
  }

  @Test
  void silenceIsTheFloor() {
    float[] features = LogMelExtractor.extract(FeatureRecipe.DEFAULT, new float[1_600]);
    float[] floor = new float[features.length];
    Arrays.fill(floor, (float) Math.log(1e-6));
    assertArrayEquals(floor, features);
  }

  private static float[] floats(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.remaining() / 4];
    bytes.asFloatBuffer().get(values);
    return values;
  }
}
