package dev.rubato.engine.lm.ngram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rubato.engine.lm.LanguageModel;
import dev.rubato.engine.lm.LmFixtures;
import dev.rubato.engine.lm.NaiveArpa;
import dev.rubato.engine.lm.Perplexity;
import dev.rubato.engine.lm.Score;
import dev.rubato.engine.lm.estimate.EstimatorOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntropyPrunerTest {
  private static NgramModel model(int order) throws IOException {
    return LmFixtures.estimate(
        LmFixtures.lines("text.txt"), EstimatorOptions.DEFAULT.withOrder(order));
  }

  /**
   * For a bigram model, leaves each bigram out in turn and measures the divergence of the whole
   * distribution behind its context, word by word.
   */
  @Test
  void leavesOutWhatTheWholeDistributionDoesNotMiss() throws IOException {
    NaiveArpa full = new NaiveArpa();
    NgramWalk.all(model(2).levels(), full);
    Map<String, Double> contexts = contextProbabilities();
    double threshold = 1e-4;
    NaiveArpa pruned = new NaiveArpa();
    NgramWalk.all(EntropyPruner.prune(model(2), threshold).levels(), pruned);
    int left = 0;
    for (String bigram : full.logProbs.keySet()) {
      if (bigram.contains(" ")) {
        double rise = Math.expm1(contexts.get(bigram.split(" ")[0]) * divergence(full, bigram));
        if (Math.abs(rise - threshold) > 1e-8) {
          assertEquals(rise >= threshold, pruned.logProbs.containsKey(bigram), bigram + " " + rise);
          left += rise < threshold ? 1 : 0;
        }
      }
    }
    assertTrue(left > 50 && left < 350, "left out " + left);
  }

  private static Map<String, Double> contextProbabilities() throws IOException {
    Map<String, Double> counts = new HashMap<>();
    double total = 0;
    for (String line : LmFixtures.lines("text.txt")) {
      for (String word : ("<s> " + line).split(" ")) {
        counts.merge(word, 1.0, Double::sum);
        total++;
      }
    }
    // Ends of sentences are tokens, too.
    double tokens = total + LmFixtures.lines("text.txt").size();
    counts.replaceAll((word, count) -> count / tokens);
    return counts;
  }

  private static double divergence(NaiveArpa full, String bigram) {
    List<String> context = List.of(bigram.split(" ")[0]);
    NaiveArpa without = new NaiveArpa();
    without.order = 2;
    without.logProbs.putAll(full.logProbs);
    without.backoffs.putAll(full.backoffs);
    without.logProbs.remove(bigram);
    double mass = 1;
    double shorterMass = 1;
    for (String word : full.words) {
      if (without.logProbs.containsKey(context.get(0) + " " + word)) {
        mass -= Math.pow(10, full.score(context, word));
        shorterMass -= Math.pow(10, full.score(List.of(), word));
      }
    }
    without.backoffs.put(context.get(0), (float) Math.log10(mass / shorterMass));
    double divergence = 0;
    for (String word : full.words) {
      double logProb = full.score(context, word);
      if (logProb > -90) {
        divergence += Math.pow(10, logProb) * (logProb - without.score(context, word));
      }
    }
    return divergence * Math.log(10);
  }

  @Test
  void prunedModelsStillAddUpToOne() throws IOException {
    NgramModel pruned = EntropyPruner.prune(model(4), 1e-5);
    for (int word = 0; word < pruned.size(); word++) {
      int state = Score.state(pruned.score(pruned.startState(), word));
      for (int next = 0; next < 2; next++) {
        double sum = 0;
        for (int other = 0; other < pruned.size(); other++) {
          sum += Math.exp(Score.logProb(pruned.score(state, other)));
        }
        assertEquals(1, sum, 1e-4);
        state = Score.state(pruned.score(state, pruned.id("harbour")));
      }
    }
  }

  @Test
  void higherThresholdsLeaveLessAndPredictWorse() throws IOException {
    NgramModel full = model(3);
    double perplexity = 0;
    int ngrams = Integer.MAX_VALUE;
    for (double threshold : new double[] {0, 1e-6, 1e-5, 1e-4, 1e-3}) {
      NgramModel pruned = EntropyPruner.prune(full, threshold);
      int count = pruned.ngrams(2) + pruned.ngrams(3);
      Perplexity measured = new Perplexity(pruned);
      LmFixtures.lines("text.txt").forEach(measured::add);
      assertTrue(count <= ngrams, "n-grams at " + threshold);
      assertTrue(measured.result().perplexity() >= perplexity * 0.999, "at " + threshold);
      ngrams = count;
      perplexity = measured.result().perplexity();
    }
    assertTrue(ngrams < (full.ngrams(2) + full.ngrams(3)) / 2);
  }

  @Test
  void arpaFilesOfOtherToolsCanBePruned() throws IOException {
    NgramModel full = LmFixtures.model("irstlm.arpa.gz");
    NgramModel pruned = EntropyPruner.prune(full, 1e-4);
    assertTrue(pruned.ngrams(3) < full.ngrams(3));
    assertEquals(LanguageModel.END, pruned.word(pruned.end()));
  }

  @Test
  void roundedModelsAreRefused(@TempDir Path folder) throws IOException {
    NgramModels.saveBinary(model(2), folder.resolve("lm.bin"), 8);
    NgramModel binary = NgramModels.open(folder.resolve("lm.bin"));
    assertThrows(IllegalArgumentException.class, () -> EntropyPruner.prune(binary, 1e-6));
  }
}
