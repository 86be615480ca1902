package dev.rubato.model.graph;

import dev.rubato.model.EncoderConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * Names and shapes of the inputs and outputs of the encoder's graphs. S is the number of streams in
 * a run, F the number of feature frames, T = F / stride the number of encoder frames. Immutable;
 * may be shared between threads.
 */
public final class EncoderGraph {
  /** Input, float {@code [S, F, M]}: raw log-mel features, padded with anything. */
  public static final String FEATURES = "features";

  /** Input, int64 {@code [S]}: valid feature frames of this run. */
  public static final String LENGTH = "length";

  /** Input of the streaming form, int64 {@code [S]}: encoder frames of the stream so far. */
  public static final String POSITION = "position";

  /** Input, float {@code [S]}: price of compute, see the adaptive modules. */
  public static final String PRICE = "price";

  /** Output, float {@code [S, T, V]}: natural logarithms of the symbols' probabilities. */
  public static final String LOG_PROBS = "log_probs";

  /** Output, int64 {@code [S, T, A]}: learners that each adaptive module ran for each frame. */
  public static final String LEARNERS = "learners";

  private EncoderGraph() {}

  /**
   * What a stream carries from one run to the next.
   *
   * @param input name of the graph's input
   * @param frames frames that are remembered
   * @param width numbers per frame
   */
  public record Cache(String input, int frames, int width) {
    /** Name of the output with the content after the run. */
    public String output() {
      return "next_" + input;
    }

    /** Numbers per stream; the tensor's shape is {@code [S, frames, width]}. */
    public int size() {
      return frames * width;
    }
  }

  /** The caches of a streaming encoder in the order of the graph's inputs. */
  public static List<Cache> caches(EncoderConfig config) {
    List<Cache> caches = new ArrayList<>();
    caches.add(new Cache("cache_features", config.featureContext(), config.melBins()));
    caches.add(new Cache("cache_position", config.positionKernel() - 1, config.dim()));
    int keyValueDim = config.keyValueHeads() * config.headDim();
    for (int layer = 0; layer < config.layers(); layer++) {
      caches.add(new Cache("cache_key_" + layer, config.leftContext(), keyValueDim));
      caches.add(new Cache("cache_value_" + layer, config.leftContext(), keyValueDim));
      caches.add(
          new Cache("cache_convolution_" + layer, config.convolutionKernel() - 1, config.dim()));
    }
    return caches.stream().filter(cache -> cache.frames() > 0).toList();
  }
}
