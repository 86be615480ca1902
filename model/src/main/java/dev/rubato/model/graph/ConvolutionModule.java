package dev.rubato.model.graph;

import static dev.rubato.model.onnx.Arithmetic.gelu;
import static dev.rubato.model.onnx.Arithmetic.multiply;
import static dev.rubato.model.onnx.Arithmetic.sigmoid;

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
    int dim = config.dim();
    Value open = weights.linearPart(x, name + "expand", dim, 2 * dim);
    Value gated = multiply(weights.linearPart(x, name + "expand", 0, dim), sigmoid(open));
    Value all =
        past.prepend(
            "cache_convolution_" + layer, config.convolutionKernel() - 1, frames.byStream(gated));
    Value mixed = gelu(weights.depthwise(all, name + "depthwise"));
    return weights.linear(Layout.reshape(mixed, "R", config.dim()), name + "contract");
  }
}
