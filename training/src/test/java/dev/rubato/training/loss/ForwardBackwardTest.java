package dev.rubato.training.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardBackwardTest {
  private static final int SYMBOLS = 4;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void ctcEqualsTheSumOverAllPathsThatCollapseToTheLabels(int frames) {
    Random random = new Random(frames);
    float[] logProbs = randomLogProbs(random, frames);
    for (int[] labels : List.of(new int[0], new int[] {1}, new int[] {1, 2}, new int[] {2, 2})) {
      double expected = sumOverCollapsingPaths(logProbs, frames, labels);
      Alignment found = ForwardBackward.align(logProbs, 0, frames, SYMBOLS, Lattice.ctc(labels, 0));
      if (expected == 0) {
        assertNull(found);
      } else {
        assertEquals(-Math.log(expected), found.loss(), 1e-5);
      }
    }
  }

  @Test
  void hmmEqualsTheSumOverAllSegmentations() {
    Random random = new Random(5);
    int frames = 6;
    float[] logProbs = randomLogProbs(random, frames);
    Lattice lattice = Lattice.hmm(List.of(new int[] {1, 2}, new int[] {3}), 0);
    double expected = 0;
    for (int path = 0; path < Math.pow(SYMBOLS, frames); path++) {
      String runs = runs(symbols(path, frames));
      if (runs.matches("0?120?30?")) {
        expected += probability(logProbs, symbols(path, frames));
      }
    }
    Alignment found = ForwardBackward.align(logProbs, 0, frames, SYMBOLS, lattice);
    assertEquals(-Math.log(expected), found.loss(), 1e-5);
  }

  @Test
  void occupancyIsTheNegativeDerivativeOfTheLoss() {
    int frames = 7;
    float[] logProbs = randomLogProbs(new Random(3), frames);
    for (Lattice lattice :
        List.of(
            Lattice.ctc(new int[] {1, 1, 3}, 0),
            Lattice.hmm(List.of(new int[] {2}, new int[] {1, 3}), 0))) {
      float[] occupancy = ForwardBackward.align(logProbs, 0, frames, SYMBOLS, lattice).occupancy();
      double step = 1e-2;
      for (int i = 0; i < logProbs.length; i++) {
        double up = lossAfter(logProbs, i, step, frames, lattice);
        double down = lossAfter(logProbs, i, -step, frames, lattice);
        assertEquals((down - up) / (2 * step), occupancy[i], 1e-3);
      }
    }
  }

  @Test
  void theFastFormEqualsTheLogarithmicOne() {
    int frames = 60;
    float[] logProbs = randomLogProbs(new Random(11), frames);
    Lattice lattice = Lattice.ctc(new int[] {1, 2, 2, 3, 1, 1, 2, 3, 3, 1}, 0);
    Alignment fast = ForwardBackward.scaled(logProbs, 0, frames, SYMBOLS, lattice);
    Alignment slow = ForwardBackward.logarithmic(logProbs, 0, frames, SYMBOLS, lattice);
    assertEquals(slow.loss(), fast.loss(), 1e-4);
    assertArrayEquals(slow.occupancy(), fast.occupancy(), 1e-4f);
  }

  @Test
  void probabilitiesBeyondTheRangeOfADoubleAreStillAligned() {
    int frames = 40;
    float[] logProbs = new float[frames * SYMBOLS];
    for (int t = 0; t < frames; t++) {
      logProbs[t * SYMBOLS + 1] = -80;
      logProbs[t * SYMBOLS + 2] = -80;
      logProbs[t * SYMBOLS + 3] = -80;
    }
    Lattice lattice = Lattice.hmm(List.of(new int[] {1, 2, 3}), 0);
    float[] noSilence = logProbs.clone();
    for (int t = 0; t < frames; t++) {
      noSilence[t * SYMBOLS] = t % 2 == 0 ? 0 : -90;
    }
    Alignment found = ForwardBackward.align(noSilence, 0, frames, SYMBOLS, lattice);
    assertNotNull(found);
    double mass = 0;
    for (int v = 0; v < SYMBOLS; v++) {
      mass += found.occupancy()[20 * SYMBOLS + v];
    }
    assertEquals(1, mass, 1e-4);
  }

  @Test
  void anUtteranceShorterThanItsTextHasNoAlignment() {
    float[] logProbs = randomLogProbs(new Random(1), 3);
    assertNull(ForwardBackward.align(logProbs, 0, 3, SYMBOLS, Lattice.ctc(new int[] {1, 1, 2}, 0)));
  }

  @Test
  void theOffsetSelectsTheRows() {
    float[] logProbs = randomLogProbs(new Random(9), 8);
    Lattice lattice = Lattice.ctc(new int[] {3, 1}, 0);
    float[] tail = java.util.Arrays.copyOfRange(logProbs, 3 * SYMBOLS, 8 * SYMBOLS);
    assertEquals(
        ForwardBackward.align(tail, 0, 5, SYMBOLS, lattice).loss(),
        ForwardBackward.align(logProbs, 3, 5, SYMBOLS, lattice).loss(),
        1e-12);
  }

  private static double lossAfter(
      float[] logProbs, int index, double change, int frames, Lattice lattice) {
    float[] changed = logProbs.clone();
    changed[index] += (float) change;
    return ForwardBackward.logarithmic(changed, 0, frames, SYMBOLS, lattice).loss();
  }

  private static double sumOverCollapsingPaths(float[] logProbs, int frames, int[] labels) {
    StringBuilder wanted = new StringBuilder();
    for (int label : labels) {
      wanted.append(label);
    }
    double sum = 0;
    for (int path = 0; path < Math.pow(SYMBOLS, frames); path++) {
      int[] symbols = symbols(path, frames);
      if (runs(symbols).replace("0", "").contentEquals(wanted)) {
        sum += probability(logProbs, symbols);
      }
    }
    return sum;
  }

  private static int[] symbols(int path, int frames) {
    int[] symbols = new int[frames];
    int rest = path;
    for (int t = 0; t < frames; t++) {
      symbols[t] = rest % SYMBOLS;
      rest /= SYMBOLS;
    }
    return symbols;
  }

  private static String runs(int[] symbols) {
    StringBuilder runs = new StringBuilder();
    for (int t = 0; t < symbols.length; t++) {
      if (t == 0 || symbols[t] != symbols[t - 1]) {
        runs.append(symbols[t]);
      }
    }
    return runs.toString();
  }

  private static double probability(float[] logProbs, int[] symbols) {
    double sum = 0;
    for (int t = 0; t < symbols.length; t++) {
      sum += logProbs[t * SYMBOLS + symbols[t]];
    }
    return Math.exp(sum);
  }

  private static float[] randomLogProbs(Random random, int frames) {
    float[] logProbs = new float[frames * SYMBOLS];
    for (int t = 0; t < frames; t++) {
      double sum = 0;
      double[] p = new double[SYMBOLS];
      for (int v = 0; v < SYMBOLS; v++) {
        p[v] = 0.05 + random.nextDouble();
        sum += p[v];
      }
      for (int v = 0; v < SYMBOLS; v++) {
        logProbs[t * SYMBOLS + v] = (float) Math.log(p[v] / sum);
      }
    }
    return logProbs;
  }
}
