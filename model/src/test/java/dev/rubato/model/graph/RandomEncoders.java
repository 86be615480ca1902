package dev.rubato.model.graph;

import dev.rubato.model.Activation;
import dev.rubato.model.AdaptiveConfig;
import dev.rubato.model.AdaptiveSite;
import dev.rubato.model.EncoderConfig;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Small encoders of every kind, and inputs for them. */
final class RandomEncoders {
  private RandomEncoders() {}

  static Arbitrary<EncoderConfig> configs() {
    Arbitrary<int[]> front =
        Combinators.combine(ints(1, 4), ints(1, 3), ints(0, 4))
            .as((mels, stride, context) -> new int[] {mels, stride + context, stride});
    Arbitrary<int[]> heads =
        Arbitraries.of(
            new int[] {1, 1},
            new int[] {2, 1},
            new int[] {4, 1},
            new int[] {2, 2},
            new int[] {4, 2},
            new int[] {4, 4});
    return Combinators.combine(
            front, heads, ints(1, 2), ints(1, 3), ints(1, 5), ints(0, 4), ints(1, 4), ints(0, 3))
        .as(
            (f, h, width, layers, position, convolution, chunk, left) ->
                new EncoderConfig(
                    f[0],
                    f[1],
                    f[2],
                    5,
                    // At least 8, because the runtime's fused normalisation is inaccurate where the
                    // variance is tiny beside the squared mean, as happens with 2 or 4 numbers.
                    (h[0] == 1 ? 8 : 4) * width * h[0],
                    layers,
                    h[0],
                    h[1],
                    8,
                    position,
                    convolution,
                    chunk,
                    left * chunk,
                    4));
  }

  /** Encoders with adaptive modules at any permitted sites. */
  static Arbitrary<EncoderConfig> adaptiveConfigs() {
    return Combinators.combine(
            configs(),
            Arbitraries.of(AdaptiveSite.class).set().ofMinSize(1),
            Arbitraries.of(1, 2, 4),
            ints(1, 4),
            Arbitraries.of(Activation.class),
            Arbitraries.of(Activation.class),
            Arbitraries.of(true, false))
        .as(RandomEncoders::adaptive);
  }

  private static EncoderConfig adaptive(
      EncoderConfig dense,
      Set<AdaptiveSite> sites,
      int learners,
      int gateDim,
      Activation gate,
      Activation projection,
      boolean outputBias) {
    Map<AdaptiveSite, Integer> counts = new EnumMap<>(AdaptiveSite.class);
    for (AdaptiveSite site : sites) {
      int width = site == AdaptiveSite.FFN ? dense.ffnDim() : dense.dim();
      counts.put(site, width % learners == 0 ? learners : 1);
    }
    if (counts.containsKey(AdaptiveSite.ATTENTION)) {
      counts.put(AdaptiveSite.ATTENTION, 1);
      counts.remove(AdaptiveSite.QUERY);
      counts.remove(AdaptiveSite.OUTPUT);
    }
    if (dense.convolutionKernel() == 0) {
      counts.remove(AdaptiveSite.CONVOLUTION);
      counts.putIfAbsent(AdaptiveSite.FFN, learners);
    }
    return dense.withAdaptive(new AdaptiveConfig(counts, gateDim, gate, projection, outputBias));
  }

  /** Features of one stream, {@code [frames][M]}. */
  static float[][] features(EncoderConfig config, int frames, long seed) {
    RandomGenerator random = RandomWeights.generator(seed);
    float[][] features = new float[frames][config.melBins()];
    for (float[] frame : features) {
      for (int mel = 0; mel < frame.length; mel++) {
        frame[mel] = (float) random.nextGaussian();
      }
    }
    return features;
  }

  /** The features with as many frames of anything after them. */
  static float[][] padded(float[][] features, int frames, float anything) {
    float[][] padded = new float[frames][features[0].length];
    for (int frame = 0; frame < frames; frame++) {
      if (frame < features.length) {
        padded[frame] = features[frame];
      } else {
        Arrays.fill(padded[frame], anything);
      }
    }
    return padded;
  }

  /** The smallest number of whole chunks that holds so many feature frames, in feature frames. */
  static int wholeChunks(EncoderConfig config, int frames) {
    int chunk = config.chunkFeatures();
    return (frames + chunk - 1) / chunk * chunk;
  }

  private static Arbitrary<Integer> ints(int from, int to) {
    return Arbitraries.integers().between(from, to);
  }
}
