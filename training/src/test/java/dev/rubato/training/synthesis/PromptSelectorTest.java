package dev.rubato.training.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PromptSelectorTest {

  @Test
  void equalSeedsChooseEqually() {
    List<String> lines = zipfText(500);
    assertEquals(choose(lines, 7, 50), choose(lines, 7, 50));
    assertNotEquals(choose(lines, 7, 50), choose(lines, 8, 50));
  }

  @Test
  void coversMoreWordsThanChance() {
    List<String> lines = zipfText(4000);
    int chosen = distinctWords(choose(lines, 1, 200));
    int byChance = distinctWords(lines.subList(0, 200));
    assertTrue(chosen > 1.3 * byChance, () -> chosen + " words, by chance " + byChance);
  }

  @Test
  void aSmallTextIsUsedWholeAndThenAgain() {
    List<String> lines = List.of("one two", "three four", "five six");
    List<String> chosen = choose(lines, 1, 6);
    assertEquals(new HashSet<>(lines), new HashSet<>(chosen.subList(0, 3)));
    assertEquals(new HashSet<>(lines), new HashSet<>(chosen.subList(3, 6)));
  }

  @Test
  void needsALine() {
    assertThrows(IllegalArgumentException.class, () -> new PromptSelector(List.of(), 1));
  }

  private static List<String> choose(List<String> lines, long seed, int count) {
    PromptSelector selector = new PromptSelector(lines, seed);
    return Stream.generate(selector::choose).limit(count).toList();
  }

  private static int distinctWords(List<String> lines) {
    Set<String> words = new HashSet<>();
    lines.forEach(line -> words.addAll(List.of(line.split(" "))));
    return words.size();
  }

  private static List<String> zipfText(int count) {
    Random random = new Random(3);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> words = new ArrayList<>();
      for (int j = 0; j < 8; j++) {
        words.add("w" + (int) Math.pow(3000, random.nextDouble()));
      }
      lines.add(String.join(" ", words));
    }
    return lines;
  }
}
