package dev.rubato.training.lexicon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EspeakPhonemizerTest {
  private static final List<String> ODD =
      List.of(
          "st",
          "etc",
          "mr",
          "vii",
          "don't",
          "customers'",
          "zzzz",
          "www",
          "no",
          "real",
          "html",
          "a");

  @BeforeEach
  void needEspeak() throws InterruptedException {
    assumeTrue(EspeakPhonemizer.ESPEAK.isInstalled(), "skipped: espeak-ng is not installed");
  }

  @Test
  void speaksKnownWords() throws Exception {
    Map<String, List<String>> phones = new EspeakPhonemizer(1).phones(List.of("hello", "not"));
    assertEquals(List.of("h", "@", "l", "oU"), phones.get("hello"));
    assertEquals(3, phones.get("not").size());
  }

  @Test
  void wordsInBatchesSoundAsTheyDoAlone() throws Exception {
    List<String> words = new ArrayList<>(ODD);
    Random random = new Random(1);
    while (words.size() < 700) {
      words.add(
          random.ints(5, 'a', 'z' + 1).mapToObj(Character::toString).reduce("", (a, b) -> a + b));
    }
    Map<String, List<String>> batched = new EspeakPhonemizer(2).phones(words);
    for (int i = 0; i < words.size(); i += i < ODD.size() ? 1 : 40) {
      String word = words.get(i);
      assertEquals(
          new EspeakPhonemizer(1).phones(List.of(word)).get(word), batched.get(word), word);
    }
  }

  @Test
  void aSilentOrSplitWordDoesNotShiftTheOthers() throws Exception {
    List<String> words = List.of("one", "'", "two", "a.\nb", "three");
    Map<String, List<String>> expected = new LinkedHashMap<>();
    expected.put("one", List.of("w", "V", "n"));
    expected.put("'", List.of());
    expected.put("two", List.of("t", "u:"));
    expected.put("a.\nb", List.of("eI", "b", "i:"));
    expected.put("three", List.of("T", "r", "i:"));
    assertEquals(expected, new EspeakPhonemizer(1).phones(words));
  }
}
