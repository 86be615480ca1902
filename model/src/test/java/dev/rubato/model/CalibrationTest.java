package dev.rubato.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rubato.model.Calibration.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static final Calibration CALIBRATION =
      new Calibration(List.of(new Point(1.0, -2), new Point(0.6, 1), new Point(0.2, 5)));

  @Test
  void measuredPointsAreHitExactly() {
    for (Point point : CALIBRATION.points()) {
      assertEquals(point.price(), CALIBRATION.price(point.budget()), 1e-12);
    }
  }

  @Test
  void betweenPointsThePriceIsInterpolated() {
    assertEquals(-0.5, CALIBRATION.price(0.8), 1e-9);
    assertEquals(2, CALIBRATION.price(0.5), 1e-9);
  }

  @Test
  void aboveTheDenseBudgetThePriceIsTheLowest() {
    assertEquals(-2, CALIBRATION.price(1.5), 0);
  }

  @Test
  void belowTheSmallestBudgetTheDialRefuses() {
    var e = assertThrows(IllegalArgumentException.class, () -> CALIBRATION.price(0.1));
    assertTrue(e.getMessage().contains("below 0.20"), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> CALIBRATION.price(Double.NaN));
  }

  @Test
  void pointsMustBeOrdered() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Calibration(List.of(new Point(1, 0), new Point(1, 1))));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Calibration(List.of(new Point(1, 0), new Point(0.5, 0))));
    assertThrows(IllegalArgumentException.class, () -> new Calibration(List.of(new Point(1, 0))));
    assertThrows(IllegalArgumentException.class, () -> new Point(0.5, Double.NEGATIVE_INFINITY));
    assertThrows(IllegalArgumentException.class, () -> new Point(0, 1));
  }
}
