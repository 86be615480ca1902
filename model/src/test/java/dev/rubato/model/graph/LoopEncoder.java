package dev.rubato.model.graph;

import dev.rubato.model.Activation;
import dev.rubato.model.AdaptiveModule;
import dev.rubato.model.AdaptiveSite;
import dev.rubato.model.CostTable;
import dev.rubato.model.EncoderConfig;
import dev.rubato.model.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * The encoder of docs/architecture.md as plain loops over the frames of one whole recording, in
 * double precision: slow, and as close to the text as possible.
 */
final class LoopEncoder {
  private final EncoderConfig c;
  private final Map<String, Tensor> weights;
  private final double price;
  private final List<int[]> learners = new ArrayList<>();

  LoopEncoder(EncoderConfig config, Map<String, Tensor> weights) {
    this(config, weights, 0);
  }

  LoopEncoder(EncoderConfig config, Map<String, Tensor> weights, double price) {
    this.c = config;
    this.weights = weights;
    this.price = price;
  }

  /** After {@link #logProbs}: learners that each module ran, {@code [A][T]}. */
  List<int[]> learners() {
    return learners;
  }

  /** Log-probabilities {@code [T][V]} of raw features {@code [F][M]}. */
  double[][] logProbs(float[][] features) {
    learners.clear();
    double[][] h = front(features);
    double[][] position = depthwise(h, "position");
    h = plus(h, map(position, LoopEncoder::gelu));
    for (int layer = 0; layer < c.layers(); layer++) {
      String name = "layers." + layer;
      h = plus(h, attention(norm(h, name + ".attention.norm"), layer));
      if (c.convolutionKernel() > 0) {
        h = plus(h, convolution(norm(h, name + ".convolution.norm"), layer));
      }
      h = plus(h, feedForward(norm(h, name + ".ffn.norm"), layer));
    }
    double[][] logits = linear(norm(h, "final.norm"), "head");
    for (double[] frame : logits) {
      double sum = 0;
      for (double logit : frame) {
        sum += Math.exp(logit);
      }
      for (int i = 0; i < frame.length; i++) {
        frame[i] -= Math.log(sum);
      }
    }
    return logits;
  }

  private double[][] feedForward(double[][] x, int layer) {
    String name = "layers." + layer + ".ffn";
    int[] k = choose(x, layer, AdaptiveSite.FFN);
    return sum(x, name, k, LoopEncoder::gelu);
  }

  /** How many learners each frame runs, straight from the definition; null for a dense module. */
  private int[] choose(double[][] x, int layer, AdaptiveSite site) {
    if (!c.adaptiveAt(site)) {
      return null;
    }
    String name = "layers." + layer + "." + site.path() + ".gate.";
    AdaptiveModule module = AdaptiveModule.of(c, layer, site);
    float[] cost = new CostTable(c).choiceCosts(module);
    double[][] hidden = map(linear(x, name + "hidden"), activation(c.adaptive().gateActivation()));
    double[][] logits = linear(hidden, name + "output");
    int[] k = new int[x.length];
    for (int t = 0; t < k.length; t++) {
      int best = price == Double.POSITIVE_INFINITY ? 0 : cost.length - 1;
      if (Double.isFinite(price)) {
        best = 0;
        for (int j = 1; j < cost.length; j++) {
          best = logits[t][j] - price * cost[j] > logits[t][best] - price * cost[best] ? j : best;
        }
      }
      k[t] = best + site.fewest();
    }
    learners.add(k);
    return k;
  }

  /** Two layers whose hidden units are cut into learners, of which frame t runs the first k[t]. */
  private double[][] sum(double[][] x, String name, int[] k, DoubleUnaryOperator activation) {
    double[][] hidden = map(linear(x, name + ".hidden"), activation);
    return linear(firstLearners(hidden, k, k == null ? 1 : learnersOf(name)), name + ".output");
  }

  private int learnersOf(String name) {
    return AdaptiveModule.of(c).stream()
        .filter(module -> module.name().equals(name))
        .findFirst()
        .orElseThrow()
        .learners();
  }

  /** Zeros in place of the hidden units of all learners after the first k[t]. */
  private static double[][] firstLearners(double[][] hidden, int[] k, int learners) {
    double[][] kept = map(hidden, value -> value);
    for (int t = 0; k != null && t < kept.length; t++) {
      int width = kept[t].length / learners;
      java.util.Arrays.fill(kept[t], k[t] * width, kept[t].length, 0);
    }
    return kept;
  }

  private double[][] projection(double[][] x, int layer, AdaptiveSite site) {
    String name = "layers." + layer + "." + site.path();
    int[] k = choose(x, layer, site);
    return k == null
        ? linear(x, name)
        : sum(x, name, k, activation(c.adaptive().projectionActivation()));
  }

  private double[][] front(float[][] features) {
    float[] mean = values("features.mean");
    float[] scale = values("features.scale");
    int frames = (features.length + c.stride() - 1) / c.stride();
    double[][] stacked = new double[frames][c.stack() * c.melBins()];
    for (int t = 0; t < frames; t++) {
      for (int i = 0; i < c.stack(); i++) {
        int from = t * c.stride() - (c.stack() - c.stride()) + i;
        for (int mel = 0; mel < c.melBins(); mel++) {
          boolean there = from >= 0 && from < features.length;
          stacked[t][i * c.melBins() + mel] =
              there ? ((double) features[from][mel] - mean[mel]) * scale[mel] : 0;
        }
      }
    }
    return linear(map(linear(stacked, "front.hidden"), LoopEncoder::gelu), "front.output");
  }

  private double[][] attention(double[][] x, int layer) {
    double[][] key = projection(x, layer, AdaptiveSite.KEY);
    double[][] value = projection(x, layer, AdaptiveSite.VALUE);
    int[] attends = choose(x, layer, AdaptiveSite.ATTENTION);
    double[][] query = projection(x, layer, AdaptiveSite.QUERY);
    double[][] mixed = new double[x.length][c.dim()];
    int width = c.headDim();
    for (int t = 0; t < x.length; t++) {
      int chunkStart = t / c.chunk() * c.chunk();
      int first = Math.max(0, chunkStart - c.leftContext());
      int last = Math.min(x.length, chunkStart + c.chunk());
      for (int head = 0; head < c.heads(); head++) {
        int keyHead = head * c.keyValueHeads() / c.heads();
        double[] score = new double[last - first];
        double sum = 0;
        for (int s = first; s < last; s++) {
          double dot = 0;
          for (int i = 0; i < width; i++) {
            dot += query[t][head * width + i] * key[s][keyHead * width + i];
          }
          score[s - first] = Math.exp(dot / Math.sqrt(width));
          sum += score[s - first];
        }
        for (int s = first; s < last; s++) {
          for (int i = 0; i < width; i++) {
            mixed[t][head * width + i] += score[s - first] / sum * value[s][keyHead * width + i];
          }
        }
      }
    }
    double[][] output = projection(mixed, layer, AdaptiveSite.OUTPUT);
    for (int t = 0; attends != null && t < x.length; t++) {
      if (attends[t] == 0) {
        double[] skipped = new double[c.dim()];
        output[t] = linear(new double[][] {skipped}, "layers." + layer + ".attention.output")[0];
      }
    }
    return output;
  }

  private double[][] convolution(double[][] x, int layer) {
    String name = "layers." + layer + ".convolution.";
    int[] k = choose(x, layer, AdaptiveSite.CONVOLUTION);
    int groups = k == null ? 1 : c.adaptive().learners().get(AdaptiveSite.CONVOLUTION);
    double[][] expanded = linear(x, name + "expand");
    double[][] gated = new double[x.length][c.dim()];
    for (int t = 0; t < x.length; t++) {
      for (int i = 0; i < c.dim(); i++) {
        gated[t][i] = expanded[t][i] / (1 + Math.exp(-expanded[t][c.dim() + i]));
      }
    }
    double[][] mixed =
        map(depthwise(firstLearners(gated, k, groups), name + "depthwise"), LoopEncoder::gelu);
    return linear(firstLearners(mixed, k, groups), name + "contract");
  }

  private double[][] depthwise(double[][] x, String name) {
    Tensor weight = weights.get(name + ".weight");
    float[] bias = values(name + ".bias");
    int taps = weight.shape()[0];
    double[][] y = new double[x.length][bias.length];
    for (int t = 0; t < x.length; t++) {
      for (int i = 0; i < bias.length; i++) {
        y[t][i] = bias[i];
        for (int tap = 0; tap < taps; tap++) {
          int from = t - (taps - 1) + tap;
          y[t][i] += from >= 0 ? weight.values()[tap * bias.length + i] * x[from][i] : 0;
        }
      }
    }
    return y;
  }

  private double[][] norm(double[][] x, String name) {
    float[] weight = values(name + ".weight");
    float[] bias = values(name + ".bias");
    double[][] y = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double mean = 0;
      for (double value : x[t]) {
        mean += value / x[t].length;
      }
      double variance = 0;
      for (double value : x[t]) {
        variance += (value - mean) * (value - mean) / x[t].length;
      }
      y[t] = new double[x[t].length];
      for (int i = 0; i < y[t].length; i++) {
        y[t][i] =
            (x[t][i] - mean) / Math.sqrt(variance + EncoderConfig.NORM_EPSILON) * weight[i]
                + bias[i];
      }
    }
    return y;
  }

  private double[][] linear(double[][] x, String name) {
    Tensor weight = weights.get(name + ".weight");
    int outputs = weight.shape()[1];
    float[] bias =
        weights.containsKey(name + ".bias") ? values(name + ".bias") : new float[outputs];
    double[][] y = new double[x.length][outputs];
    for (int t = 0; t < x.length; t++) {
      for (int out = 0; out < bias.length; out++) {
        y[t][out] = bias[out];
        for (int in = 0; in < x[t].length; in++) {
          y[t][out] += x[t][in] * weight.values()[in * bias.length + out];
        }
      }
    }
    return y;
  }

  private float[] values(String name) {
    return weights.get(name).values();
  }

  private static double[][] plus(double[][] a, double[][] b) {
    double[][] sum = new double[a.length][];
    for (int t = 0; t < a.length; t++) {
      sum[t] = a[t].clone();
      for (int i = 0; i < sum[t].length; i++) {
        sum[t][i] += b[t][i];
      }
    }
    return sum;
  }

  private static double[][] map(double[][] x, DoubleUnaryOperator f) {
    double[][] y = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      y[t] = java.util.Arrays.stream(x[t]).map(f).toArray();
    }
    return y;
  }

  private static DoubleUnaryOperator activation(Activation activation) {
    return switch (activation) {
      case GELU -> LoopEncoder::gelu;
      case RELU -> x -> Math.max(0, x);
      case IDENTITY -> x -> x;
    };
  }

  static double gelu(double x) {
    return x * 0.5 * (1 + erf(x / Math.sqrt(2)));
  }

  /** Error function: its Taylor series, or the continued fraction of its complement far out. */
  static double erf(double x) {
    if (Math.abs(x) > 3) {
      double fraction = 0;
      for (int k = 60; k > 0; k--) {
        fraction = k / 2.0 / (Math.abs(x) + fraction);
      }
      double complement = Math.exp(-x * x) / Math.sqrt(Math.PI) / (Math.abs(x) + fraction);
      return Math.signum(x) * (1 - complement);
    }
    double term = x;
    double sum = x;
    for (int k = 1; k < 80; k++) {
      term *= -x * x / k;
      sum += term / (2 * k + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }
}
