package dev.rubato.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rubato.audio.FeatureRecipe;
import dev.rubato.audio.LogMelExtractor;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FeatureBufferTest {
  private static final FeatureRecipe RECIPE = FeatureRecipe.DEFAULT;
  private static final int BINS = RECIPE.melBins();

  @Property(seed = "8", tries = 60)
  void givesTheFramesOfTheWholeFollowedBySilence(
      @ForAll @Size(max = 6) List<@IntRange(max = 4000) Integer> sizes,
      @ForAll @IntRange(max = 10) int taken) {
    int length = sizes.stream().mapToInt(Integer::intValue).sum();
    float[] samples = TestSpeech.of(length / 16_000.0, 1);
    FeatureBuffer buffer = new FeatureBuffer(RECIPE);
    int at = 0;
    for (int size : sizes) {
      buffer.accept(samples, at, size);
      at += size;
    }
    float[] expected = LogMelExtractor.extract(RECIPE, Arrays.copyOf(samples, length + 16_000));
    int first = Math.min(taken, buffer.frames());

    float[] oldest = buffer.take(first);
    float[] rest = buffer.withSilence(0.3, 4);

    assertEquals(length, buffer.accepted());
    assertArrayEquals(Arrays.copyOf(expected, oldest.length), oldest);
    assertArrayEquals(
        Arrays.copyOfRange(expected, oldest.length, oldest.length + rest.length), rest);
    assertEquals(0, rest.length / BINS % 4);
    double seconds = (first + rest.length / BINS) * RECIPE.hopSeconds();
    assertTrue(seconds >= length / 16_000.0 + 0.3 - 1e-9, "the silence is in: " + seconds);
  }

  @Test
  void refusesWhatIsNotANumber() {
    FeatureBuffer buffer = new FeatureBuffer(RECIPE);
    buffer.accept(new float[100], 0, 100);

    RecognitionException thrown =
        assertThrows(
            RecognitionException.class, () -> buffer.accept(new float[] {0, 0, Float.NaN}, 1, 2));

    assertEquals(
        "sample 101 is NaN; samples must be finite numbers, speech within [-1, 1]",
        thrown.getMessage());
  }
}
