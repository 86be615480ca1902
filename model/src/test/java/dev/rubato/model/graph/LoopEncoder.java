package dev.rubato.model.graph;

import dev.rubato.model.EncoderConfig;
import dev.rubato.model.Tensor;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * The encoder of docs/architecture.md as plain loops over the frames of one whole recording, in
 * double precision: slow, and as close to the text as possible.
 */
final class LoopEncoder {
  private final EncoderConfig c;
  private final Map<String, Tensor> weights;

  LoopEncoder(EncoderConfig config, Map<String, Tensor> weights) {
    this.c = config;
    this.weights = weights;
  }

  /** Log-probabilities {@code [T][V]} of raw features {@code [F][M]}. */
  double[][] logProbs(float[][] features) {
    double[][] h = front(features);
    double[][] position = depthwise(h, "position");
    h = plus(h, map(position, LoopEncoder::gelu));
    for (int layer = 0; layer < c.layers(); layer++) {
      String name = "layers." + layer;
      h = plus(h, attention(norm(h, name + ".attention.norm"), name + ".attention."));
      if (c.convolutionKernel() > 0) {
        h = plus(h, convolution(norm(h, name + ".convolution.norm"), name + ".convolution."));
      }
      h = plus(h, feedForward(norm(h, name + ".ffn.norm"), name + ".ffn."));
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

  double[][] feedForward(double[][] x, String name) {
    return linear(map(linear(x, name + "hidden"), LoopEncoder::gelu), name + "output");
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

  private double[][] attention(double[][] x, String name) {
    double[][] query = linear(x, name + "query");
    double[][] key = linear(x, name + "key");
    double[][] value = linear(x, name + "value");
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
    return linear(mixed, name + "output");
  }

  private double[][] convolution(double[][] x, String name) {
    double[][] expanded = linear(x, name + "expand");
    double[][] gated = new double[x.length][c.dim()];
    for (int t = 0; t < x.length; t++) {
      for (int i = 0; i < c.dim(); i++) {
        gated[t][i] = expanded[t][i] / (1 + Math.exp(-expanded[t][c.dim() + i]));
      }
    }
    double[][] mixed = depthwise(gated, name + "depthwise");
    return linear(map(mixed, LoopEncoder::gelu), name + "contract");
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

  double[][] norm(double[][] x, String name) {
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

  double[][] linear(double[][] x, String name) {
    Tensor weight = weights.get(name + ".weight");
    float[] bias = values(name + ".bias");
    double[][] y = new double[x.length][bias.length];
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

  float[] values(String name) {
    return weights.get(name).values();
  }

  static double[][] plus(double[][] a, double[][] b) {
    double[][] sum = new double[a.length][];
    for (int t = 0; t < a.length; t++) {
      sum[t] = a[t].clone();
      for (int i = 0; i < sum[t].length; i++) {
        sum[t][i] += b[t][i];
      }
    }
    return sum;
  }

  static double[][] map(double[][] x, DoubleUnaryOperator f) {
    double[][] y = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      y[t] = java.util.Arrays.stream(x[t]).map(f).toArray();
    }
    return y;
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
