package dev.rubato.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostTableTest {
  private static final EncoderConfig DENSE =
      new EncoderConfig(80, 8, 4, 512, 256, 6, 4, 1, 1024, 31, 15, 15, 60, 29);

  @Test
  void denseMacsAreThoseCountedByHand() {
    long front = 640 * 512 + 512 * 256;
    long position = 31 * 256;
    long attention = 2 * 256 * 256 + 2 * 256 * 64 + 2 * 75 * 256;
    long convolution = 256 * 512 + 15 * 256 + 256 * 256;
    long ffn = 2 * 256 * 1024;
    long expected = front + position + 6 * (attention + convolution + ffn) + 256 * 29;
    CostTable costs = new CostTable(DENSE);
    assertEquals(expected, costs.denseMacs());
    assertEquals(expected, costs.fixedMacs());
    assertEquals(3 * expected, costs.executedMacs(new long[0], 0, 3));
  }

  /** Learners are whole hidden units wide, which shows at the narrow keys and values. */
  @ParameterizedTest
  @CsvSource({
    "FFN, 4, 0",
    "FFN, 8, 0",
    "CONVOLUTION, 4, 0",
    "ATTENTION, 1, 0",
    "QUERY, 4, 0.01",
    "OUTPUT, 4, 0.01",
    "KEY, 4, 0.02",
    "VALUE, 4, 0.02"
  })
  void allLearnersTogetherCostWhatTheyReplaceAndTheGate(
      AdaptiveSite site, int learners, double tolerance) {
    CostTable costs = new CostTable(adaptive(Map.of(site, learners)));
    long[] all = new long[6];
    Arrays.fill(all, learners);
    long gates = 6 * 16 * (256 + learners + 1 - site.fewest());
    long replaced = costs.denseMacs() + gates - costs.executedMacs(new long[6], 0, 1);
    long executed = costs.executedMacs(all, 0, 1) - costs.executedMacs(new long[6], 0, 1);
    assertEquals(1, (double) executed / replaced, tolerance);
  }

  @Test
  void executedMacsAreCountedLearnerByLearner() {
    CostTable costs =
        new CostTable(adaptive(Map.of(AdaptiveSite.FFN, 4, AdaptiveSite.CONVOLUTION, 2)));
    assertEquals(12, costs.modules().size());
    assertEquals("layers.0.convolution", costs.modules().get(0).name());
    assertEquals("layers.5.ffn", costs.modules().get(11).name());
    long[] learners = new long[1 + 24];
    learners[1] = 2; // first frame, convolution of layer 0
    learners[1 + 12 + 11] = 3; // second frame, feed-forward network of layer 5
    long expected = 2 * costs.fixedMacs() + 2 * 3 * 256 * 128 + 3 * 2 * 256 * 256;
    assertEquals(expected, costs.executedMacs(learners, 1, 2));
  }

  @Test
  void theFloorKeepsTheLearnersThatCannotBeLeftOut() {
    CostTable costs = new CostTable(adaptive(Map.of(AdaptiveSite.FFN, 4, AdaptiveSite.QUERY, 4)));
    assertEquals(costs.fixedMacs() + 6 * 2 * 256 * 32, costs.floorMacs());
  }

  @Test
  void choiceCostsRiseEvenlyAndCountFromTheFewestLearners() {
    CostTable ffn = new CostTable(adaptive(Map.of(AdaptiveSite.FFN, 4)));
    float[] costs = ffn.choiceCosts(ffn.modules().get(0));
    assertArrayEquals(new float[] {0, 0.25f, 0.5f, 0.75f, 1}, costs, 1e-6f);
    CostTable both = new CostTable(adaptive(Map.of(AdaptiveSite.QUERY, 2, AdaptiveSite.FFN, 2)));
    float[] query = both.choiceCosts(both.modules().get(0));
    float[] feedForward = both.choiceCosts(both.modules().get(1));
    assertEquals(2, query.length);
    assertEquals(2, query[1] / query[0], 1e-6);
    assertEquals(1, (query[1] + feedForward[2]) / 2, 1e-6);
    assertEquals(8, feedForward[2] / query[1], 1e-6);
  }

  @Test
  void adaptiveFeedForwardNetworksAloneCannotHalveTheEncoder() {
    CostTable costs = new CostTable(adaptive(Map.of(AdaptiveSite.FFN, 4)));
    double floor = (double) costs.floorMacs() / costs.denseMacs();
    assertTrue(floor > 0.48 && floor < 0.49, "" + floor);
  }

  private static EncoderConfig adaptive(Map<AdaptiveSite, Integer> learners) {
    return DENSE.withAdaptive(
        new AdaptiveConfig(learners, 16, Activation.GELU, Activation.GELU, true));
  }
}
