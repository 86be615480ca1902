package dev.rubato.training.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoomTest {
  private static final Point TALKER = new Point(1.2, 1.7, 1.5);

  /** A whole number of samples, 64, away from the talker. */
  private static final Point MICROPHONE = new Point(1.2 + 64 * 343.0 / 16_000, 1.7, 1.5);

  @ParameterizedTest
  @CsvSource({"0.2,0", "0.6,6", "1.5,-3"})
  void noiseDecaysInTheTimeAskedFor(double seconds, double directDb) {
    float[] response = DecayingNoiseRoom.response(seconds, directDb, 1);
    assertEquals(seconds, reverberationSeconds(response), 0.1 * seconds);
    double tail = 0;
    for (int i = 1; i < response.length; i++) {
      tail += (double) response[i] * response[i];
    }
    assertEquals(directDb, 10 * Math.log10(1 / tail), 0.01);
  }

  @Test
  void wallsThatTakeEverythingLeaveTheDirectPath() {
    double[] response = new ShoeboxRoom(6, 4, 3, 1).arrivals(TALKER, MICROPHONE, 0.1);
    double metres = 64 * 343.0 / 16_000;
    assertEquals(1 / (4 * Math.PI * metres), response[64], 1e-6);
    response[64] = 0;
    assertEquals(0, Arrays.stream(response).map(Math::abs).max().getAsDouble(), 1e-6);
  }

  @Test
  void theFirstReflectionComesFromTheNearestWall() {
    // The floor is 1.5 m below both; ceiling and walls are far.
    ShoeboxRoom room = new ShoeboxRoom(30, 30, 30, 0.36);
    Point talker = new Point(15, 15, 1.5);
    Point microphone = new Point(17, 15, 1.5);
    double[] response = room.arrivals(talker, microphone, 0.02);
    double metres = Math.hypot(2, 3);
    double time = metres / 343 * 16_000;
    double sum = 0;
    for (int i = (int) time - 20; i <= (int) time + 20; i++) {
      sum += response[i];
    }
    // Reflected amplitude sqrt(1 - 0.36) = 0.8; a band-limited impulse sums to its amplitude.
    assertEquals(0.8 / (4 * Math.PI * metres), sum, 1e-4);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.25, 0.4, 0.6})
  void theReverberationTimeFollowsEyring(double absorption) {
    ShoeboxRoom room = new ShoeboxRoom(5, 4.3, 3.7, absorption);
    double volume = 5 * 4.3 * 3.7;
    double surface = 2 * (5 * 4.3 + 5 * 3.7 + 4.3 * 3.7);
    double eyring = 24 * Math.log(10) / 343 * volume / (-surface * Math.log(1 - absorption));
    float[] response = room.response(TALKER, new Point(3.9, 2.6, 1.3), Math.min(1, eyring));
    assertEquals(eyring, reverberationSeconds(response), 0.2 * eyring);
  }

  @ParameterizedTest
  @CsvSource({"100,-3.01", "1000,0", "25,-24.1"})
  void theBoomBelowSpeechIsFilteredOut(double hz, double gainDb) {
    double[] sine = new double[16_000];
    for (int i = 0; i < sine.length; i++) {
      sine[i] = Math.sin(2 * Math.PI * hz * i / 16_000);
    }
    float[] settled = Arrays.copyOfRange(HighPass.apply(sine, 100), 3200, 16_000);
    assertEquals(gainDb, 20 * Math.log10(Signals.rms(settled) * Math.sqrt(2)), 0.1);
  }

  @Test
  void roomsAreDrawnBySeed() {
    assertEquals(ShoeboxRoom.random(3), ShoeboxRoom.random(3));
    for (long seed = 0; seed < 200; seed++) {
      ShoeboxRoom room = ShoeboxRoom.random(seed);
      Point point = room.randomPoint(seed);
      assertTrue(point.x() >= 0.3 && point.x() <= room.length() - 0.3, point::toString);
      assertTrue(point.y() >= 0.3 && point.y() <= room.width() - 0.3, point::toString);
      assertTrue(point.z() >= 0.3 && point.z() <= room.height() - 0.3, point::toString);
    }
  }

  @Test
  void absurdRoomsAndPlacesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new ShoeboxRoom(0, 4, 3, 0.5));
    assertThrows(IllegalArgumentException.class, () -> new ShoeboxRoom(4, 4, Double.NaN, 0.5));
    assertThrows(IllegalArgumentException.class, () -> new ShoeboxRoom(4, 4, 3, 0));
    ShoeboxRoom room = new ShoeboxRoom(4, 4, 3, 0.5);
    Point outside = new Point(5, 1, 1);
    assertThrows(IllegalArgumentException.class, () -> room.response(outside, TALKER, 0.1));
    assertThrows(IllegalArgumentException.class, () -> room.response(TALKER, outside, 0.1));
    assertThrows(IllegalArgumentException.class, () -> DecayingNoiseRoom.response(9, 0, 1));
  }

  /** From the slope of the backward-integrated energy between -5 and -25 dB (Schroeder 1965). */
  private static double reverberationSeconds(float[] response) {
    double[] energy = new double[response.length + 1];
    for (int i = response.length - 1; i >= 0; i--) {
      energy[i] = energy[i + 1] + (double) response[i] * response[i];
    }
    int start = 1; // After the direct path of a noise room.
    double total = energy[start];
    int at5 = start;
    while (10 * Math.log10(energy[at5] / total) > -5) {
      at5++;
    }
    int at25 = at5;
    while (10 * Math.log10(energy[at25] / total) > -25) {
      at25++;
    }
    return 3.0 * (at25 - at5) / 16_000;
  }
}
