package dev.rubato.engine.lm.ngram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rubato.engine.lm.LanguageModel;
import dev.rubato.engine.lm.LanguageModelException;
import dev.rubato.engine.lm.LmFixtures;
import dev.rubato.engine.lm.Perplexity;
import dev.rubato.engine.lm.Score;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArpaReaderTest {
  private static final String GOOD =
      """
      \\data\\
      ngram 1=4
      ngram 2=2

      \\1-grams:
      -1.0\t<unk>
      -99\t<s>\t-0.5
      -0.7\t</s>
      -0.3\ta\t-0.2

      \\2-grams:
      -0.1\t<s> a
      -0.4\ta </s>

      \\end\\
      """;

  private static double log10(LanguageModel model, String sentence) {
    return new Perplexity(model).add(sentence) / Math.log(10);
  }

  @Test
  void readsAModel() throws IOException {
    NgramModel model = LmFixtures.parse(GOOD);
    assertEquals(2, model.order());
    assertEquals(4, model.size());
    assertEquals(2, model.ngrams(2));
    assertEquals(-0.5, log10(model, "a"), 1e-6);
    assertEquals(-0.1 - 0.2 - 0.3 - 0.4, log10(model, "a a"), 1e-6);
    assertEquals(-0.5 - 1.0 - 0.7, log10(model, "zebra"), 1e-6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "order3.arpa.gz | -4.361028 -11.584051 -14.109676 -7.9372134 -5.2870665",
        "order5-cutoffs.arpa.gz | -3.9725947 -11.44978 -14.109676 -8.101087 -5.2870665",
        "irstlm.arpa.gz | -5.281856 -10.055769 -10.740271 -9.004323 -4.355218"
      })
  void scoresSentencesAsAnIndependentToolkitDoes(String golden, String expected)
      throws IOException {
    NgramModel model = LmFixtures.model(golden);
    List<String> queries = LmFixtures.lines("queries.txt");
    String[] numbers = expected.split(" ");
    for (int i = 0; i < numbers.length; i++) {
      assertEquals(
          Double.parseDouble(numbers[i]), log10(model, queries.get(i)), 2e-5, queries.get(i));
    }
  }

  @Test
  void acceptsWhatOtherToolsWrite() throws IOException {
    NgramModel plain = LmFixtures.parse(GOOD);
    List<String> variants =
        List.of(
            "made by some toolkit on Tuesday\n\n" + GOOD,
            GOOD.replace("\n", "\r\n"),
            GOOD.replace('\t', ' '),
            GOOD.replace("ngram 1=4", "ngram  1=      4"),
            GOOD.replace("<unk>", "<UNK>").replace("<s>", "<S>"),
            GOOD.replace("-99\t<s>", "-inf\t<s>"),
            GOOD.replace("-99\t<s>", "0\t<s>"),
            GOOD.replace("\n\n\\", "\n\\"),
            GOOD.replace("\t<unk>", "\t<unk>\t-0.0"),
            GOOD.replace("<s> a", "<s> a\t0"),
            GOOD + "\nanything\n");
    for (String variant : variants) {
      NgramModel model = LmFixtures.parse(variant);
      for (String sentence : List.of("a", "a a", "b a", "a b a")) {
        assertEquals(log10(plain, sentence), log10(model, sentence), 1e-6, variant);
      }
    }
  }

  @Test
  void aModelWithoutUnknownWordsGivesThemTheLeastProbability() throws IOException {
    NgramModel model =
        LmFixtures.parse(GOOD.replace("ngram 1=4", "ngram 1=3").replace("-1.0\t<unk>\n", ""));
    assertEquals(-0.5 - 0.7 - 0.7, log10(model, "zebra"), 1e-6);
  }

  @Test
  void contextsThatAToolLeftOutScoreAsIfTheyWereThere() throws IOException {
    NgramModel model =
        LmFixtures.parse(
            """
            \\data\\
            ngram 1=5
            ngram 2=1
            ngram 3=1

            \\1-grams:
            -1.0 <unk>
            -99 <s> -0.5
            -0.7 </s>
            -0.3 a -0.2
            -0.4 b -0.3

            \\2-grams:
            -0.1 b a

            \\3-grams:
            -0.05 a b a

            \\end\\
            """);
    int a = model.id("a");
    int b = model.id("b");
    int state = Score.state(model.score(model.emptyState(), a));
    long afterB = model.score(state, b);
    assertEquals(-0.2 - 0.4, Score.logProb(afterB) / Math.log(10), 1e-6);
    assertEquals(-0.05, Score.logProb(model.score(Score.state(afterB), a)) / Math.log(10), 1e-6);
    assertEquals(
        -0.3 - 0.7,
        Score.logProb(model.score(Score.state(afterB), model.end())) / Math.log(10),
        1e-6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ngram 2=2          | ngram 2=3         | 15 | promised 3 2-grams, but there are 2",
        "ngram 2=2          | ngram 2=two       | 3  | expected \"ngram 2=COUNT\"",
        "ngram 2=2          | ngram 3=2         | 3  | expected \"ngram 2=COUNT",
        "\\data\\           | data              | 16 | cut off or is no ARPA file",
        "\\data\\           | iARPA             | 1  | compile-lm",
        "\\1-grams:         | \\3-grams:        | 5  | expected \\1-grams:",
        "\\2-grams:         | \\4-grams:        | 11 | expected \\2-grams:",
        "\\end\\            | \\over\\          | 15 | expected \\end\\",
        "\\end\\            | ''              | 16 | cut off",
        "-0.4\ta </s>       | -0.4\ta           | 13 | expected a log-probability, 2 words",
        "-0.4\ta </s>       | -0.4\ta </s> b c d| 13 | expected a log-probability, 2 words",
        "-0.4\ta </s>       | -0.4\ta b         | 13 | the word \"b\" is not among the 1-grams",
        "-0.4\ta </s>       | 0.4\ta </s>       | 13 | must not be positive, but is 0.4",
        "-0.4\ta </s>       | nan\ta </s>       | 13 | \"nan\" is not a number",
        "-0.4\ta </s>       | NaN\ta </s>       | 13 | not a finite number",
        "-0.7\t</s>         | -0.7\ta           | 9  | the word \"a\" is listed twice",
      })
  void saysWhatIsWrongAndWhere(String from, String to, int line, String message) {
    String broken = GOOD.replace(from.strip(), to.strip());
    LanguageModelException failure =
        assertThrows(LanguageModelException.class, () -> LmFixtures.parse(broken));
    assertTrue(failure.getMessage().contains(message), failure.getMessage());
    assertTrue(
        failure.getMessage().startsWith("test.arpa, line " + line + ":"), failure.getMessage());
  }

  @Test
  void refusesAnNgramThatIsListedTwice() {
    String broken =
        GOOD.replace("ngram 2=2", "ngram 2=3").replace("-0.4\ta", "-0.4\ta </s>\n-0.5\ta");
    LanguageModelException failure =
        assertThrows(LanguageModelException.class, () -> LmFixtures.parse(broken));
    assertTrue(failure.getMessage().contains("\"a </s>\" is listed twice"), failure.getMessage());
  }

  @Test
  void doesNotTrustDeclaredCounts() {
    String broken = GOOD.replace("ngram 2=2", "ngram 2=4000000000000000000");
    assertThrows(LanguageModelException.class, () -> LmFixtures.parse(broken));
  }

  @Test
  void refusesAnEmptyFile() {
    LanguageModelException failure =
        assertThrows(LanguageModelException.class, () -> LmFixtures.parse(""));
    assertTrue(failure.getMessage().contains("empty"), failure.getMessage());
  }
}
