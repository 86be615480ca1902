package dev.rubato.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The ordered output symbols of a model. Symbol 0 is the CTC blank and stands for no text; all
 * others are the pieces of text that a model can write, in any script: single characters or longer
 * pieces. Between words stands the word delimiter, which may be a symbol of its own or part of
 * longer symbols. Immutable; may be shared between threads.
 */
public final class Vocabulary {
  /** Index of the CTC blank. */
  public static final int BLANK = 0;

  /** English characters: blank, space, apostrophe, a to z; 29 symbols. */
  public static final Vocabulary ENGLISH = ofCharacters("'abcdefghijklmnopqrstuvwxyz");

  private final List<String> symbols;
  private final String wordDelimiter;
  private final Map<String, Integer> indices;
  private final int longest;

  /**
   * Makes a vocabulary.
   *
   * @param symbols all symbols in the order of the model's outputs, the name of the blank first
   * @param wordDelimiter what stands between words; contained in at least one symbol
   * @throws IllegalArgumentException if a symbol is empty or there twice, or no symbol can write
   *     the word delimiter
   */
  @JsonCreator
  public Vocabulary(
      @JsonProperty("symbols") List<String> symbols,
      @JsonProperty("wordDelimiter") String wordDelimiter) {
    if (symbols == null || symbols.size() < 2) {
      throw new IllegalArgumentException("a vocabulary needs a blank and at least one symbol");
    }
    if (wordDelimiter == null || wordDelimiter.isEmpty()) {
      throw new IllegalArgumentException("wordDelimiter must not be empty");
    }
    this.indices = new HashMap<>();
    int longestSymbol = 0;
    boolean delimited = false;
    for (int index = 0; index < symbols.size(); index++) {
      String symbol = symbols.get(index);
      if (symbol == null || symbol.isEmpty()) {
        throw new IllegalArgumentException("symbol %d of the vocabulary is empty".formatted(index));
      }
      if (indices.putIfAbsent(symbol, index) != null) {
        throw new IllegalArgumentException(
            "symbol \"%s\" is in the vocabulary twice".formatted(symbol));
      }
      longestSymbol = Math.max(longestSymbol, symbol.length());
      delimited |= index != BLANK && symbol.contains(wordDelimiter);
    }
    if (!delimited) {
      throw new IllegalArgumentException(
          "no symbol contains the word delimiter \"%s\"".formatted(wordDelimiter));
    }
    indices.remove(symbols.get(BLANK));
    this.symbols = List.copyOf(symbols);
    this.wordDelimiter = wordDelimiter;
    this.longest = longestSymbol;
  }

  /**
   * A vocabulary of single characters: blank, space as the word delimiter, then the characters.
   *
   * @param characters every character once, in order, without the space
   */
  public static Vocabulary ofCharacters(String characters) {
    List<String> symbols = new ArrayList<>(List.of("<blank>", " "));
    characters.codePoints().mapToObj(Character::toString).forEach(symbols::add);
    return new Vocabulary(symbols, " ");
  }

  /** All symbols in the order of the model's outputs, the blank first. */
  @JsonProperty
  public List<String> symbols() {
    return symbols;
  }

  /** What stands between words inside symbols. */
  @JsonProperty
  public String wordDelimiter() {
    return wordDelimiter;
  }

  /** Number of symbols V, blank included. */
  public int size() {
    return symbols.size();
  }

  /** The text of one symbol, with the word delimiter as it is; for the blank its name. */
  public String symbol(int index) {
    return symbols.get(index);
  }

  /**
   * Symbols of a text: words are cut at white space and joined by the word delimiter; the longest
   * symbol that fits is taken at every place.
   *
   * @throws UnencodableTextException naming the first character that no symbol can write
   */
  public int[] encode(String text) {
    String joined = String.join(wordDelimiter, text.strip().split("\\s+"));
    int[] encoded = new int[joined.length()];
    int count = 0;
    int at = 0;
    while (at < joined.length()) {
      int end = Math.min(joined.length(), at + longest);
      Integer index = null;
      while (end > at && (index = indices.get(joined.substring(at, end))) == null) {
        end--;
      }
      if (index == null) {
        throw new UnencodableTextException(joined.codePointAt(at), text);
      }
      encoded[count++] = index;
      at = end;
    }
    return java.util.Arrays.copyOf(encoded, count);
  }

  /**
   * Text of a sequence of symbols, words separated by one space. Blanks are left out; repeated
   * symbols are not merged, since only the decoder knows what a repetition means.
   */
  public String text(int... sequence) {
    StringBuilder text = new StringBuilder();
    for (int index : sequence) {
      if (index != BLANK) {
        text.append(symbols.get(index));
      }
    }
    return text.toString().replace(wordDelimiter, " ").strip();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vocabulary that
        && symbols.equals(that.symbols)
        && wordDelimiter.equals(that.wordDelimiter);
  }

  @Override
  public int hashCode() {
    return 31 * symbols.hashCode() + wordDelimiter.hashCode();
  }

  @Override
  public String toString() {
    return "Vocabulary[%d symbols, word delimiter \"%s\"]".formatted(size(), wordDelimiter);
  }
}
