package dev.rubato.model.graph;

import static dev.rubato.model.onnx.Arithmetic.gelu;

import dev.rubato.model.Activation;
import dev.rubato.model.AdaptiveModule;
import dev.rubato.model.AdaptiveSite;
import dev.rubato.model.EncoderConfig;
import dev.rubato.model.onnx.Value;

/** The modules of a layer, each in the dense or the adaptive form that the configuration names. */
final class Layer {
  private final EncoderConfig config;
  private final Weights weights;
  private final Attention attention;
  private final ConvolutionModule convolution;
  private final AdaptiveSum adaptiveSum;
  private final AdaptiveConvolution adaptiveConvolution;
  private final AdaptiveAttention adaptiveAttention;

  Layer(EncoderConfig config, Weights weights, Frames frames, Past past, Gates gates) {
    this.config = config;
    this.weights = weights;
    this.attention = new Attention(config, frames, past);
    this.convolution = new ConvolutionModule(config, weights, frames, past);
    this.adaptiveSum = new AdaptiveSum(weights, frames, gates);
    this.adaptiveConvolution = new AdaptiveConvolution(config, weights, frames, past, gates);
    this.adaptiveAttention = new AdaptiveAttention(weights, frames, gates, attention);
  }

  /** Self-attention of normalised rows. */
  Value attention(Value x, int layer) {
    Value key = projection(x, layer, AdaptiveSite.KEY);
    Value value = projection(x, layer, AdaptiveSite.VALUE);
    if (config.adaptiveAt(AdaptiveSite.ATTENTION)) {
      return adaptiveAttention.apply(module(layer, AdaptiveSite.ATTENTION), x, key, value);
    }
    Value query = projection(x, layer, AdaptiveSite.QUERY);
    Value mixed = attention.mix(query, key, value, layer);
    return projection(mixed, layer, AdaptiveSite.OUTPUT);
  }

  /** The convolution module of normalised rows. */
  Value convolution(Value x, int layer) {
    return config.adaptiveAt(AdaptiveSite.CONVOLUTION)
        ? adaptiveConvolution.apply(module(layer, AdaptiveSite.CONVOLUTION), x)
        : convolution.apply(x, layer);
  }

  /** The feed-forward network of normalised rows. */
  Value feedForward(Value x, int layer) {
    if (config.adaptiveAt(AdaptiveSite.FFN)) {
      return adaptiveSum.apply(module(layer, AdaptiveSite.FFN), Activation.GELU, x);
    }
    String name = "layers." + layer + ".ffn.";
    return weights.linear(gelu(weights.linear(x, name + "hidden")), name + "output");
  }

  private Value projection(Value x, int layer, AdaptiveSite site) {
    return config.adaptiveAt(site)
        ? adaptiveSum.apply(module(layer, site), config.adaptive().projectionActivation(), x)
        : weights.linear(x, "layers." + layer + "." + site.path());
  }

  private AdaptiveModule module(int layer, AdaptiveSite site) {
    return AdaptiveModule.of(config, layer, site);
  }
}
