package dev.rubato.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class VocabularyTest {

  @Test
  void englishHasBlankSpaceApostropheAndTheAlphabet() {
    assertEquals(29, Vocabulary.ENGLISH.size());
    assertEquals("<blank>", Vocabulary.ENGLISH.symbol(Vocabulary.BLANK));
    assertArrayEquals(new int[] {6, 2, 5, 1, 28}, Vocabulary.ENGLISH.encode("d'c z"));
  }

  @Test
  void whiteSpaceBetweenWordsIsOneDelimiter() {
    assertArrayEquals(Vocabulary.ENGLISH.encode("a b"), Vocabulary.ENGLISH.encode("  a \t\n b "));
  }

  @Test
  void emptyTextHasNoSymbols() {
    assertEquals(0, Vocabulary.ENGLISH.encode("").length);
    assertEquals(0, Vocabulary.ENGLISH.encode("   ").length);
  }

  @Property(seed = "1")
  void textIsWhatWasEncoded(@ForAll("words") List<String> words) {
    String text = String.join(" ", words);
    assertEquals(text, Vocabulary.ENGLISH.text(Vocabulary.ENGLISH.encode(text)));
  }

  @Provide
  Arbitrary<List<String>> words() {
    return Arbitraries.strings().withChars("'abcxyz").ofMinLength(1).ofMaxLength(6).list();
  }

  @Test
  void unknownCharacterIsNamed() {
    UnencodableTextException e =
        assertThrows(
            UnencodableTextException.class, () -> Vocabulary.ENGLISH.encode("cafe d\u00e9j"));
    assertEquals(0xe9, e.codePoint());
    assertTrue(e.getMessage().contains("'\u00e9' (U+00E9, latin small letter e with acute)"));
  }

  @Test
  void theNameOfTheBlankIsNoText() {
    Vocabulary pipes = new Vocabulary(List.of("_", "|", "a"), "|");
    assertThrows(UnencodableTextException.class, () -> pipes.encode("_"));
    assertEquals("a a", pipes.text(2, 0, 1, 2));
    assertArrayEquals(new int[] {2, 1, 2}, pipes.encode("a a"));
  }

  @Test
  void longestSymbolsAreTakenFirstAndMayContainTheDelimiter() {
    Vocabulary pieces = new Vocabulary(List.of("<b>", "_", "t", "h", "e", "the", "_the"), "_");
    assertArrayEquals(new int[] {5, 6, 3}, pieces.encode("the theh"));
    assertEquals("the theh", pieces.text(5, 6, 3));
  }

  @Test
  void anyScriptWorks() {
    Vocabulary mixed = Vocabulary.ofCharacters("\u03b1\u03b2\u05d0\u05d1\uD835\uDC00");
    assertEquals(7, mixed.size());
    String text = "\u03b1\u03b2 \u05d0\u05d1 \uD835\uDC00";
    assertEquals(text, mixed.text(mixed.encode(text)));
  }

  @Test
  void doubleEmptyAndUndelimitedSymbolsAreRefused() {
    assertTrue(
        refusal(List.of("b", " ", "a", "a"), " ").contains("\"a\" is in the vocabulary twice"));
    assertTrue(refusal(List.of("b", " ", ""), " ").contains("symbol 2 of the vocabulary is empty"));
    assertTrue(refusal(List.of("b", "a"), " ").contains("no symbol contains the word delimiter"));
    assertTrue(refusal(List.of(" ", "a"), " ").contains("no symbol contains the word delimiter"));
    assertTrue(refusal(List.of("b"), " ").contains("at least one symbol"));
    assertTrue(refusal(List.of("b", "a"), "").contains("wordDelimiter"));
  }

  private static String refusal(List<String> symbols, String delimiter) {
    return assertThrows(IllegalArgumentException.class, () -> new Vocabulary(symbols, delimiter))
        .getMessage();
  }
}
