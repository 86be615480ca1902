package dev.rubato.model.graph;

import static dev.rubato.model.onnx.Arithmetic.add;
import static dev.rubato.model.onnx.Arithmetic.gelu;
import static dev.rubato.model.onnx.Arithmetic.multiply;
import static dev.rubato.model.onnx.Arithmetic.sigmoid;
import static dev.rubato.model.onnx.Linear.matMul;

import dev.rubato.model.EncoderConfig;
import dev.rubato.model.onnx.Layout;
import dev.rubato.model.onnx.Value;

/** The convolution module of a layer: gated linear unit, causal depthwise convolution, GELU. */
final class ConvolutionModule {
  private final EncoderConfig config;
  private final Weights weights;
  private final Frames frames;
  private final Past past;

  ConvolutionModule(EncoderConfig config, Weights weights, Frames frames, Past past) {
    this.config = config;
    this.weights = weights;
    this.frames = frames;
    this.past = past;
  }

  /**
   * The module of one layer.
   *
   * @param x normalised, {@code [R, D]}
   * @return {@code [R, D]}
   */
  Value apply(Value x, int layer) {
    String name = "layers." + layer + ".convolution.";
    Value gated = multiply(half(x, name, 0), sigmoid(half(x, name, config.dim())));
    Value all =
        past.prepend(
            "cache_convolution_" + layer, config.convolutionKernel() - 1, frames.byStream(gated));
    Value mixed = gelu(weights.depthwise(all, name + "depthwise"));
    return weights.linear(Layout.reshape(mixed, "R", config.dim()), name + "contract");
  }

  /** Halving the weights, which happens once at load, spares halving the product in every run. */
  private Value half(Value x, String name, int from) {
    int to = from + config.dim();
    Value weight = Layout.range(weights.get(name + "expand.weight"), 1, from, to);
    Value bias = Layout.range(weights.get(name + "expand.bias"), 0, from, to);
    return add(matMul(x, weight), bias);
  }
}
