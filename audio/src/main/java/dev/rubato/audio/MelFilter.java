package dev.rubato.audio;

/**
 * One triangular filter on the power spectrum. Immutable; may be shared between threads.
 *
 * @param firstBin first spectral bin with a weight
 * @param weights weights of the bins from {@code firstBin} on
 */
record MelFilter(int firstBin, float[] weights) {

  /** The filters of a recipe: triangles with edges equally spaced on the mel scale. */
  static MelFilter[] bank(FeatureRecipe recipe) {
    double lowMel = mel(recipe.lowHz());
    double stepMel = (mel(recipe.highHz()) - lowMel) / (recipe.melBins() + 1);
    MelFilter[] bank = new MelFilter[recipe.melBins()];
    for (int i = 0; i < bank.length; i++) {
      bank[i] = triangle(recipe, lowMel + i * stepMel, stepMel);
    }
    return bank;
  }

  private static MelFilter triangle(FeatureRecipe recipe, double leftMel, double stepMel) {
    double centreMel = leftMel + stepMel;
    double rightMel = centreMel + stepMel;
    double hzPerBin = (double) recipe.sampleRate() / recipe.fftSize();
    int bins = recipe.fftSize() / 2 + 1;
    int first = 0;
    while (first < bins - 1 && mel(first * hzPerBin) <= leftMel) {
      first++;
    }
    int end = first;
    while (end < bins && mel(end * hzPerBin) < rightMel) {
      end++;
    }
    float[] weights = new float[end - first];
    for (int i = 0; i < weights.length; i++) {
      double binMel = mel((first + i) * hzPerBin);
      double rise = (binMel - leftMel) / stepMel;
      double fall = (rightMel - binMel) / stepMel;
      weights[i] = (float) (binMel <= centreMel ? rise : fall);
    }
    return new MelFilter(first, weights);
  }

  private static double mel(double hz) {
    return 1127 * Math.log1p(hz / 700);
  }

  float apply(float[] power) {
    float sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * power[firstBin + i];
    }
    return sum;
  }
}
