package dev.rubato.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rubato.engine.Endpointer.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointerTest {
  /** Frames of 0.1 s: pause 3 frames, silent restart 6, longest utterance 10, short pause 2. */
  private static final EndpointRules RULES = new EndpointRules(true, 0.3, 0.6, 1.0, 0.2);

  private static final FrameClock CLOCK = new FrameClock(0.1, 0);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x...             | ---S
          ..x...           | -----S
          ......           | -----R
          ............     | -----R-----R
          x.x.x.x..x.x..   | -------------L
          xxxxxxxxxx..     | -----------L
          xxxxxxxxxxxxxxxx | --------------L-
          x...x...         | ---S---S
          x.........       | ---S-----R
          """)
  void decidesAfterEveryFrame(String heard, String decisions) {
    assertEquals(decisions, decide(RULES, heard));
  }

  @Test
  void staysQuietWhenDisabled() {
    String heard = "x" + ".".repeat(300);

    assertEquals("-".repeat(301), decide(EndpointRules.NONE, heard));
  }

  private static String decide(EndpointRules rules, String heard) {
    Endpointer endpointer = new Endpointer(rules, CLOCK);
    StringBuilder decisions = new StringBuilder();
    for (int t = 0; t < heard.length(); t++) {
      Decision decision = endpointer.accept(heard.charAt(t) == '.');
      decisions.append(
          switch (decision) {
            case CONTINUE -> '-';
            case RESTART -> 'R';
            case SILENCE -> 'S';
            case LENGTH -> 'L';
          });
    }
    return decisions.toString();
  }

  @Test
  void rulesNeedPositiveDurations() {
    assertThrows(IllegalArgumentException.class, () -> EndpointRules.DEFAULT.withMaxUtterance(0));
    assertThrows(
        IllegalArgumentException.class,
        () -> EndpointRules.DEFAULT.withSilenceAfterSpeech(Double.NaN));
  }
}
