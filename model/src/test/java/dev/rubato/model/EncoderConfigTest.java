package dev.rubato.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EncoderConfigTest {
  private static final EncoderConfig DENSE =
      new EncoderConfig(80, 8, 4, 12, 8, 1, 4, 2, 16, 5, 3, 15, 60, 29);

  @Test
  void framesAndChunksFollowFromTheFields() {
    assertEquals(2, DENSE.headDim());
    assertEquals(60, DENSE.chunkFeatures());
    assertEquals(4, DENSE.featureContext());
  }

  @Test
  void wrongFieldsAreNamed() {
    assertRefused("dim must be a positive multiple of heads", () -> layer(9, 4, 2, 16));
    assertRefused("keyValueHeads must divide heads", () -> layer(8, 4, 3, 16));
    assertRefused("ffnDim must be positive, but is 0", () -> layer(8, 4, 2, 0));
  }

  @Test
  void adaptiveSitesMustFitTheEncoder() {
    assertRefused(
        "ffnDim must be a multiple of the 3 learners of FFN, but is 16",
        () -> adaptive(Map.of(AdaptiveSite.FFN, 3)));
    assertRefused(
        "dim must be a multiple of the 5 learners of CONVOLUTION",
        () -> adaptive(Map.of(AdaptiveSite.CONVOLUTION, 5)));
    assertRefused(
        "learners of ATTENTION must be 1", () -> adaptive(Map.of(AdaptiveSite.ATTENTION, 2)));
    assertRefused(
        "ATTENTION includes the query",
        () -> adaptive(Map.of(AdaptiveSite.ATTENTION, 1, AdaptiveSite.QUERY, 2)));
    assertRefused("at least one adaptive site", () -> adaptive(Map.of()));
    EncoderConfig plain = new EncoderConfig(80, 8, 4, 12, 8, 1, 4, 2, 16, 5, 0, 15, 60, 29);
    AdaptiveConfig convolution = withSites(Map.of(AdaptiveSite.CONVOLUTION, 1));
    assertRefused("needs a convolutionKernel", () -> plain.withAdaptive(convolution));
  }

  @Test
  void jsonKeepsDenseAndAdaptiveEncoders() throws JsonProcessingException {
    JsonMapper mapper = new JsonMapper();
    String dense = mapper.writeValueAsString(DENSE);
    assertFalse(dense.contains("adaptive"), dense);
    assertEquals(DENSE, mapper.readValue(dense, EncoderConfig.class));
    assertNull(mapper.readValue(dense, EncoderConfig.class).adaptive());
    EncoderConfig adaptive = adaptive(Map.of(AdaptiveSite.FFN, 4, AdaptiveSite.KEY, 2));
    String json = mapper.writeValueAsString(adaptive);
    assertTrue(json.contains("\"learners\":{\"KEY\":2,\"FFN\":4}"), json);
    assertEquals(adaptive, mapper.readValue(json, EncoderConfig.class));
  }

  @Test
  void adaptiveModulesAddGatesAndKeepTheDenseTensors() {
    Map<String, int[]> dense = EncoderWeights.shapes(DENSE);
    Map<String, int[]> adaptive =
        EncoderWeights.shapes(
            adaptive(
                Map.of(
                    AdaptiveSite.FFN, 4, AdaptiveSite.CONVOLUTION, 2, AdaptiveSite.ATTENTION, 1)));
    dense.forEach((name, shape) -> assertArrayEquals(shape, adaptive.get(name), name));
    Set<String> added = new TreeSet<>(adaptive.keySet());
    added.removeAll(dense.keySet());
    assertEquals(12, added.size());
    assertArrayEquals(new int[] {8, 3}, adaptive.get("layers.0.ffn.gate.hidden.weight"));
    assertArrayEquals(new int[] {3, 5}, adaptive.get("layers.0.ffn.gate.output.weight"));
    assertArrayEquals(new int[] {2}, adaptive.get("layers.0.attention.gate.output.bias"));
    assertArrayEquals(new int[] {3}, adaptive.get("layers.0.convolution.gate.output.bias"));
  }

  @Test
  void adaptiveProjectionsHaveTwoLayers() {
    Map<String, int[]> shapes = EncoderWeights.shapes(adaptive(Map.of(AdaptiveSite.KEY, 2)));
    // 4 (8 + 1) / (8 + 4 + 1) = 2.77 hidden units cost as much; 1 for each of 2 learners.
    assertArrayEquals(new int[] {8, 2}, shapes.get("layers.0.attention.key.hidden.weight"));
    assertArrayEquals(new int[] {2, 4}, shapes.get("layers.0.attention.key.output.weight"));
    assertArrayEquals(new int[] {2}, shapes.get("layers.0.attention.key.gate.output.bias"));
    assertFalse(shapes.containsKey("layers.0.attention.key.weight"));
    assertTrue(shapes.containsKey("layers.0.attention.query.weight"));
  }

  @Test
  void withoutOutputBiasAdaptiveModulesHaveNone() {
    EncoderConfig config =
        DENSE.withAdaptive(
            new AdaptiveConfig(
                Map.of(AdaptiveSite.FFN, 4, AdaptiveSite.ATTENTION, 1),
                3,
                Activation.RELU,
                Activation.GELU,
                false));
    Map<String, int[]> shapes = EncoderWeights.shapes(config);
    assertFalse(shapes.containsKey("layers.0.ffn.output.bias"));
    assertFalse(shapes.containsKey("layers.0.attention.output.bias"));
    assertTrue(shapes.containsKey("layers.0.convolution.contract.bias"));
    assertTrue(shapes.containsKey("layers.0.attention.query.bias"));
  }

  private static EncoderConfig layer(int dim, int heads, int keyValueHeads, int ffnDim) {
    return new EncoderConfig(80, 8, 4, 12, dim, 1, heads, keyValueHeads, ffnDim, 5, 3, 15, 60, 29);
  }

  private static EncoderConfig adaptive(Map<AdaptiveSite, Integer> learners) {
    return DENSE.withAdaptive(withSites(learners));
  }

  private static AdaptiveConfig withSites(Map<AdaptiveSite, Integer> learners) {
    return new AdaptiveConfig(learners, 3, Activation.RELU, Activation.IDENTITY, true);
  }

  private static void assertRefused(String message, Runnable construction) {
    var e = assertThrows(IllegalArgumentException.class, construction::run);
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }
}
