package dev.rubato.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rubato.model.CostTable;
import dev.rubato.model.Vocabulary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compute dial of an adaptive model. */
class DialTest {
  private static final CostTable COSTS = new CostTable(RandomModels.TINY_ADAPTIVE);

  @TempDir static Path folder;
  private static Recognizer recognizer;

  @BeforeAll
  static void open() {
    recognizer =
        Recognizer.open(
            RandomModels.write(
                folder.resolve("model"), RandomModels.TINY_ADAPTIVE, Vocabulary.ENGLISH, 2));
  }

  @AfterAll
  static void close() {
    recognizer.close();
  }

  private static double fraction(double price) {
    return recognizer
        .transcribe(TestSpeech.of(6, 1), StreamOptions.DEFAULT.withPrice(price))
        .compute()
        .fraction();
  }

  @Test
  void higherPricesBuyLess() {
    double dear = fraction(0);
    double middle = fraction(0.5);
    double cheap = fraction(2);

    assertTrue(dear > middle && middle > cheap, dear + " > " + middle + " > " + cheap);
  }

  @Test
  void infinitePricesAreTheDenseAndTheCheapestEncoder() {
    assertEquals(
        (double) COSTS.floorMacs() / COSTS.denseMacs(), fraction(Double.POSITIVE_INFINITY), 1e-9);
    assertTrue(fraction(Double.NEGATIVE_INFINITY) > 1, "all learners, and the gates");
  }

  @Test
  void dialMayMoveWhileOneSpeaks() {
    List<Final> finals = Collections.synchronizedList(new ArrayList<>());
    StreamOptions options =
        StreamOptions.DEFAULT.withPartials(false).withEndpointing(EndpointRules.NONE);
    float[] samples = TestSpeech.of(8, 2);
    try (RecognitionStream stream =
        recognizer.stream(options, event -> finals.add((Final) event))) {
      stream.accept(samples, 0, 64_000);
      stream.flush().join();
      stream.price(Double.POSITIVE_INFINITY);
      stream.accept(samples, 64_000, 64_000);
      stream.finish().join();
    }

    double before = finals.get(0).compute().fraction();
    double after = finals.get(1).compute().fraction();
    assertTrue(after < before, after + " < " + before);
  }
}
