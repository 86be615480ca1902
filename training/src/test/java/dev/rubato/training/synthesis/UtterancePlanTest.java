package dev.rubato.training.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UtterancePlanTest {
  private static final Synthesizer ESPEAK =
      new EspeakSynthesizer(List.of("en-gb", "en-us"), List.of("f1", "m1"));
  private static final Synthesizer FLITE = new FliteSynthesizer(List.of("rms", "slt"));

  @Test
  void equalSeedsPlanEqually() {
    assertEquals(plan(5, 0.4, 0.6), plan(5, 0.4, 0.6));
    assertNotEquals(plan(5, 0.4, 0.6), plan(6, 0.4, 0.6));
  }

  @Test
  void sharesAreKept() {
    Map<String, Long> counts = count(plan(1, 1, 3));
    assertEquals(250, counts.get("espeak"), 45);
    assertEquals(750, counts.get("flite"), 45);
  }

  @Test
  void aShareOfZeroIsNeverDrawn() {
    assertEquals(Map.of("flite", 1000L), count(plan(1, 0, 1)));
    assertEquals(Map.of("espeak", 1000L), count(plan(1, 1, 0)));
  }

  @Test
  void everyVoiceIsDrawn() {
    List<String> speakers =
        plan(1, 1, 1).stream().map(u -> u.rendition().speaker()).distinct().sorted().toList();
    assertTrue(speakers.containsAll(List.of("en-gb+f1", "en-gb+m1", "en-us+f1", "en-us+m1")));
    assertTrue(speakers.containsAll(List.of("rms-0.88", "rms-1.20", "slt-0.88", "slt-1.20")));
  }

  @Test
  void pathsTellTheirIndex() {
    for (Utterance utterance : plan(1, 1, 1).subList(990, 1000)) {
      assertEquals(utterance.index(), Utterance.indexOf(utterance.path()));
    }
  }

  private static Map<String, Long> count(List<Utterance> plan) {
    return plan.stream()
        .collect(Collectors.groupingBy(u -> u.synthesizer().corpus(), Collectors.counting()));
  }

  private static List<Utterance> plan(long seed, double espeak, double flite) {
    Map<Synthesizer, Double> shares = new LinkedHashMap<>();
    shares.put(ESPEAK, espeak);
    shares.put(FLITE, flite);
    UtterancePlan plan = new UtterancePlan(List.of("one line", "and another"), shares, seed);
    return Stream.generate(plan::next).limit(1000).toList();
  }
}
