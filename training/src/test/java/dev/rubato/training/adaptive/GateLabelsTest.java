package dev.rubato.training.adaptive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rubato.training.adaptive.GateLabels.Variant;
import org.junit.jupiter.api.Test;

class GateLabelsTest {
  private final GateLabels published = new GateLabels(1.2, Variant.PUBLISHED);
  private final GateLabels exclusive = new GateLabels(1.2, Variant.EXCLUSIVE);

  @Test
  void thePublishedRuleGivesItsWorkedExamples() {
    assertEquals(4, published.label(1, .99, .98, .97, .96));
    assertEquals(2, published.label(1, .5, .49, .48, .47));
    assertEquals(3, published.label(1, .5, .25, .24, .23));
    assertEquals(4, published.label(1, .5, .25, .12, .11));
    assertEquals(4, published.label(1, .5, .25, .12, .06));
  }

  @Test
  void theExclusiveRuleReachesZeroAndOne() {
    assertEquals(0, exclusive.label(1, .99, .98, .97, .96));
    assertEquals(1, exclusive.label(1, .5, .49, .48, .47));
    assertEquals(2, exclusive.label(1, .5, .25, .24, .23));
    assertEquals(4, exclusive.label(1, .5, .25, .12, .06));
  }

  @Test
  void aFactorThatCallsEveryLearnerUsefulIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new GateLabels(1, Variant.PUBLISHED));
  }
}
