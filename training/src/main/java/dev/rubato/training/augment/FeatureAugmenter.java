package dev.rubato.training.augment;

import dev.rubato.audio.FeatureRecipe;
import java.util.SplittableRandom;

/**
 * Varies log-mel features as a change of speaker, room, channel and microphone would, without going
 * back to samples: tempo by interpolation in time, vocal-tract length and pitch by interpolation in
 * frequency, noise and reverberation by addition of powers. Working on cached features makes this
 * some hundred times cheaper than the same on waveforms. Immutable; may be shared between threads.
 */
public final class FeatureAugmenter {
  private static final double DB = Math.log(10) / 10;

  private final AugmentConfig config;
  private final int bins;
  private final double framesPerSecond;
  private final float floor;
  private final double[] centreHz;
  private final double lowMel;
  private final double stepMel;

  /**
   * Makes an augmenter.
   *
   * @param config what to do
   * @param recipe recipe of the features
   */
  public FeatureAugmenter(AugmentConfig config, FeatureRecipe recipe) {
    this.config = config;
    this.bins = recipe.melBins();
    this.framesPerSecond = 1 / recipe.hopSeconds();
    this.floor = (float) Math.log(recipe.floor());
    this.lowMel = mel(recipe.lowHz());
    this.stepMel = (mel(recipe.highHz()) - lowMel) / (bins + 1);
    this.centreHz = new double[bins];
    for (int bin = 0; bin < bins; bin++) {
      centreHz[bin] = 700 * Math.expm1((lowMel + (bin + 1) * stepMel) / 1127);
    }
  }

  /**
   * A random variation of an utterance.
   *
   * @param features log-mel energies, row-major {@code [F, M]}; not changed
   * @param fill value of each mel bin under a SpecAugment mask, {@code [M]}
   * @param random source of all choices
   * @return features {@code [F', M]}, where F' differs with the tempo
   */
  public float[] augment(float[] features, float[] fill, SplittableRandom random) {
    double speed = 1 + config.speed() * uniform(random);
    double warp = 1 + config.warp() * uniform(random);
    float[] varied = stretch(features, speed, warp);
    if (random.nextDouble() < config.reverb()) {
      reverberate(varied, random);
    }
    equalise(varied, random);
    if (random.nextDouble() < config.noise()) {
      addNoise(varied, random);
    }
    for (int i = 0; i < varied.length; i++) {
      varied[i] = Math.max(varied[i], floor);
    }
    mask(varied, fill, random);
    return varied;
  }

  /** Tempo and frequency axis together: bilinear interpolation of the log-mel picture. */
  private float[] stretch(float[] features, double speed, double warp) {
    int frames = features.length / bins;
    int stretched = Math.max(1, (int) Math.floor(frames / speed));
    int[] lowBin = new int[bins];
    float[] binFraction = new float[bins];
    for (int bin = 0; bin < bins; bin++) {
      double source = (mel(centreHz[bin] * warp) - lowMel) / stepMel - 1;
      double bounded = Math.max(0, Math.min(bins - 1.001, source));
      lowBin[bin] = (int) bounded;
      binFraction[bin] = (float) (bounded - lowBin[bin]);
    }
    float[] result = new float[stretched * bins];
    float[] row = new float[bins];
    for (int frame = 0; frame < stretched; frame++) {
      double source = Math.min(frames - 1.0, frame * speed);
      int early = (int) source;
      int late = Math.min(frames - 1, early + 1);
      float fraction = (float) (source - early);
      for (int bin = 0; bin < bins; bin++) {
        float a = features[early * bins + bin];
        row[bin] = a + fraction * (features[late * bins + bin] - a);
      }
      for (int bin = 0; bin < bins; bin++) {
        float a = row[lowBin[bin]];
        result[frame * bins + bin] = a + binFraction[bin] * (row[lowBin[bin] + 1] - a);
      }
    }
    return result;
  }

  /** Late reverberation as an exponentially decaying sum of past powers. */
  private void reverberate(float[] features, SplittableRandom random) {
    double t60 = random.nextDouble(0.15, 0.9);
    double decay = Math.pow(10, -6 / (t60 * framesPerSecond));
    double wet = (1 - decay) * Math.exp(DB * random.nextDouble(-12, 0));
    double[] tail = new double[bins];
    for (int i = 0; i < features.length; i++) {
      int bin = i % bins;
      double power = Math.exp(features[i]);
      features[i] = (float) Math.log(power + wet * tail[bin]);
      tail[bin] = decay * tail[bin] + power;
    }
  }

  private void equalise(float[] features, SplittableRandom random) {
    double gain = config.gainDb() * uniform(random);
    double slow = config.tiltDb() * uniform(random);
    double fast = config.tiltDb() / 2 * uniform(random);
    double phase = random.nextDouble(2 * Math.PI);
    boolean telephone = random.nextDouble() < config.telephone();
    for (int bin = 0; bin < bins; bin++) {
      double place = (double) bin / bins;
      double db = gain + slow * Math.cos(Math.PI * place) + fast * Math.cos(9 * place + phase);
      if (telephone && (centreHz[bin] < 300 || centreHz[bin] > 3400)) {
        db -= 40;
      }
      float change = (float) (DB * db);
      for (int i = bin; i < features.length; i += bins) {
        features[i] += change;
      }
    }
  }

  /** Stationary coloured noise with the fluctuation of a short-time spectrum. */
  private void addNoise(float[] features, SplittableRandom random) {
    double level = speechLevel(features);
    double snr = config.minSnrDb() + random.nextDouble() * (config.maxSnrDb() - config.minSnrDb());
    double colour = random.nextDouble(-12, 3);
    double[] shape = new double[bins];
    double total = 0;
    for (int bin = 0; bin < bins; bin++) {
      shape[bin] = Math.exp(DB * (colour * bin / bins * 2 + 1.5 * uniform(random)));
      total += shape[bin];
    }
    double scale = level * Math.exp(-DB * snr) / total;
    for (int i = 0; i < features.length; i++) {
      // A sum of two unit exponentials: the power of a few averaged spectral bins.
      double fluctuation = -0.5 * Math.log((1 - random.nextDouble()) * (1 - random.nextDouble()));
      features[i] = (float) Math.log(Math.exp(features[i]) + scale * shape[i % bins] * fluctuation);
    }
  }

  /** Mean power of the frames above the average, so that silence does not count. */
  private double speechLevel(float[] features) {
    int frames = features.length / bins;
    double[] power = new double[frames];
    double mean = 0;
    for (int frame = 0; frame < frames; frame++) {
      for (int bin = 0; bin < bins; bin++) {
        power[frame] += Math.exp(features[frame * bins + bin]);
      }
      mean += power[frame] / frames;
    }
    double sum = 0;
    int count = 0;
    for (double p : power) {
      if (p >= mean) {
        sum += p;
        count++;
      }
    }
    return count == 0 ? mean : sum / count;
  }

  /** SpecAugment (Park et al. 2019) without time warping. */
  private void mask(float[] features, float[] fill, SplittableRandom random) {
    int frames = features.length / bins;
    for (int i = 0; i < config.frequencyMasks(); i++) {
      int width = random.nextInt(config.frequencyMaskBins() + 1);
      int first = random.nextInt(bins - width + 1);
      for (int frame = 0; frame < frames; frame++) {
        System.arraycopy(fill, first, features, frame * bins + first, width);
      }
    }
    double wanted = config.timeMasksPerSecond() * frames / framesPerSecond;
    int masks = (int) wanted + (random.nextDouble() < wanted - (int) wanted ? 1 : 0);
    for (int i = 0; i < masks; i++) {
      int width = random.nextInt(Math.min(frames, config.timeMaskFrames()) + 1);
      int first = random.nextInt(frames - width + 1);
      for (int frame = first; frame < first + width; frame++) {
        System.arraycopy(fill, 0, features, frame * bins, bins);
      }
    }
  }

  private static double uniform(SplittableRandom random) {
    return random.nextDouble(-1, 1);
  }

  private static double mel(double hz) {
    return 1127 * Math.log1p(hz / 700);
  }
}
