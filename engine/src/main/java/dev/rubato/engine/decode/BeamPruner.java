package dev.rubato.engine.decode;

/** Keeps the best prefixes of a beam. Not safe for use by several threads at once. */
final class BeamPruner {
  private double[] scores = new double[64];

  /**
   * Drops prefixes; the others keep their order.
   *
   * @param width how many stay at most
   * @param threshold share of the best score that a prefix needs to stay
   */
  void prune(Beam beam, int width, double threshold) {
    double least = beam.total(beam.best()) * threshold;
    if (beam.size > width) {
      least = Math.max(least, rank(beam, width));
    }
    int kept = 0;
    for (int i = 0; i < beam.size; i++) {
      if (beam.total(i) >= least && kept < width) {
        if (kept != i) {
          beam.move(i, kept);
        }
        kept++;
      }
    }
    beam.size = kept;
  }

  /** The score of the prefix that is the {@code width}-th best. */
  private double rank(Beam beam, int width) {
    if (scores.length < beam.size) {
      scores = new double[Math.max(beam.size, 2 * scores.length)];
    }
    for (int i = 0; i < beam.size; i++) {
      scores[i] = beam.total(i);
    }
    int target = beam.size - width;
    int low = 0;
    int high = beam.size - 1;
    while (low < high) {
      double pivot = scores[(low + high) >>> 1];
      int left = low;
      int right = high;
      while (left <= right) {
        while (scores[left] < pivot) {
          left++;
        }
        while (scores[right] > pivot) {
          right--;
        }
        if (left <= right) {
          double swapped = scores[left];
          scores[left++] = scores[right];
          scores[right--] = swapped;
        }
      }
      if (target <= right) {
        high = right;
      } else if (target >= left) {
        low = left;
      } else {
        break;
      }
    }
    return scores[target];
  }
}
