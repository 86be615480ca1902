package dev.rubato.training.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.norm.LayerNorm;
import dev.rubato.model.AdaptiveModule;
import dev.rubato.model.AdaptiveSite;
import dev.rubato.model.EncoderConfig;
import dev.rubato.model.EncoderWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The streaming encoder on whole, padded utterances, differentiable. Computes what {@code
 * docs/architecture.md} defines and what the ONNX graph computes chunk by chunk. Confined to the
 * thread that trains.
 */
public final class EncoderNet {
  private static final float MASKED = -10_000f;
  private static final Set<AdaptiveSite> TRAINABLE =
      Set.of(AdaptiveSite.ATTENTION, AdaptiveSite.CONVOLUTION, AdaptiveSite.FFN);

  private final EncoderConfig config;
  private final TorchScriptKernels kernels;

  /**
   * Log-probabilities of both heads.
   *
   * @param symbols {@code [B, T, V]}
   * @param phones {@code [B, T, P]} from the middle of the network, or null without that head
   */
  public record Output(NDArray symbols, NDArray phones) {}

  /**
   * Makes the network.
   *
   * @param config its shape
   * @param kernels operators
   */
  public EncoderNet(EncoderConfig config, TorchScriptKernels kernels) {
    for (AdaptiveModule module : AdaptiveModule.of(config)) {
      if (!TRAINABLE.contains(module.site())) {
        throw new IllegalArgumentException(
            "the trainer knows adaptive modules at %s, but not at %s"
                .formatted(TRAINABLE, module.site()));
      }
    }
    this.config = config;
    this.kernels = kernels;
  }

  /** Layer after which the auxiliary head listens, counted from 1. */
  public int auxiliaryLayer() {
    return (config.layers() + 1) / 2;
  }

  /**
   * Runs the network.
   *
   * @param weights by the names of {@link EncoderWeights} and {@link Initializer#auxiliary}
   * @param features raw log-mel {@code [B, F, M]}, F a multiple of the stride
   * @param lengths valid feature frames of every utterance
   * @param regularizer dropout of residual branches
   */
  public Output forward(
      Map<String, NDArray> weights, NDArray features, int[] lengths, Regularizer regularizer) {
    return forward(weights, features, lengths, regularizer, FrameGate.ALL);
  }

  /**
   * Runs the network with a gate for its adaptive modules.
   *
   * @param weights by the names of {@link EncoderWeights} and {@link Initializer#auxiliary}
   * @param features raw log-mel {@code [B, F, M]}, F a multiple of the stride
   * @param lengths valid feature frames of every utterance
   * @param regularizer dropout of residual branches
   * @param gate decides how many learners run
   */
  public Output forward(
      Map<String, NDArray> weights,
      NDArray features,
      int[] lengths,
      Regularizer regularizer,
      FrameGate gate) {
    NDArray h = front(weights, features);
    long frames = h.getShape().get(1);
    NDArray mask =
        features
            .getManager()
            .create(
                ChunkMask.additive(config, lengths, (int) frames, MASKED),
                new Shape(lengths.length, 1, frames, frames));
    NDArray phones = null;
    for (int layer = 0; layer < config.layers(); layer++) {
      if (regularizer.keepsModule()) {
        h = h.add(regularizer.branch(attention(weights, layer, h, mask, gate)));
      }
      if (config.convolutionKernel() > 0 && regularizer.keepsModule()) {
        h = h.add(regularizer.branch(convolution(weights, layer, h, gate)));
      }
      if (regularizer.keepsModule()) {
        h = h.add(regularizer.branch(feedForward(weights, layer, h, gate)));
      }
      if (layer + 1 == auxiliaryLayer() && weights.containsKey("phones.weight")) {
        phones = linear(weights, "phones", norm(weights, "phones.norm", h)).logSoftmax(2);
      }
    }
    NDArray logits = linear(weights, "head", norm(weights, "final.norm", h));
    return new Output(logits.logSoftmax(2), phones);
  }

  private NDArray front(Map<String, NDArray> weights, NDArray features) {
    NDArray x =
        features
            .sub(weights.get(EncoderWeights.FEATURE_MEAN).stopGradient())
            .mul(weights.get(EncoderWeights.FEATURE_SCALE).stopGradient());
    long batch = x.getShape().get(0);
    long frames = x.getShape().get(1) / config.stride();
    long bins = config.melBins();
    // Stacking is a concatenation of shifted blocks of stride frames, so no frame is copied twice.
    int blocks = (config.stack() + config.stride() - 1) / config.stride();
    long missing = (long) blocks * config.stride() - config.stack();
    NDArray padded =
        x.pad(new Shape(0, 0, (long) (blocks - 1) * config.stride(), 0), 0)
            .reshape(batch, frames + blocks - 1, config.stride() * bins);
    NDList parts = new NDList();
    for (int block = 0; block < blocks; block++) {
      NDArray part = padded.get(":, {}:{}, :", block, block + frames);
      parts.add(block == 0 && missing > 0 ? part.get(":, :, {}:", missing * bins) : part);
    }
    NDArray stacked = ai.djl.ndarray.NDArrays.concat(parts, 2);
    NDArray hidden = Activation.gelu(linear(weights, "front.hidden", stacked));
    NDArray h = linear(weights, "front.output", hidden);
    return h.add(Activation.gelu(depthwise(weights, "position", h, config.positionKernel())));
  }

  private NDArray attention(
      Map<String, NDArray> weights, int layer, NDArray h, NDArray mask, FrameGate gate) {
    String prefix = "layers." + layer + ".attention.";
    NDArray x = norm(weights, prefix + "norm", h);
    List<NDArray> projections = new ArrayList<>();
    for (String name : List.of("query", "key", "value", "output")) {
      projections.add(weights.get(prefix + name + ".weight"));
      projections.add(weights.get(prefix + name + ".bias"));
    }
    NDArray mixed = kernels.attention(x, projections, mask);
    if (!config.adaptiveAt(AdaptiveSite.ATTENTION)) {
      return mixed;
    }
    AdaptiveModule module = AdaptiveModule.of(config, layer, AdaptiveSite.ATTENTION);
    NDArray multipliers = gate.multipliers(weights, module, x);
    NDArray bias = weights.get(prefix + "output.bias");
    NDArray output = multipliers == null ? mixed : mixed.sub(bias).mul(multipliers).add(bias);
    gate.ran(module, x, output);
    return output;
  }

  private NDArray convolution(Map<String, NDArray> weights, int layer, NDArray h, FrameGate gate) {
    String prefix = "layers." + layer + ".convolution.";
    NDArray x = norm(weights, prefix + "norm", h);
    NDArray gated =
        kernels.gated(
            x, weights.get(prefix + "expand.weight"), weights.get(prefix + "expand.bias"));
    AdaptiveModule module =
        config.adaptiveAt(AdaptiveSite.CONVOLUTION)
            ? AdaptiveModule.of(config, layer, AdaptiveSite.CONVOLUTION)
            : null;
    if (module == null) {
      return convolved(weights, prefix, gated, null);
    }
    NDArray output = convolved(weights, prefix, gated, gate.multipliers(weights, module, x));
    gate.ran(module, x, output);
    return output;
  }

  private NDArray convolved(
      Map<String, NDArray> weights, String prefix, NDArray gated, NDArray multipliers) {
    NDArray seen = scaled(gated, multipliers);
    NDArray mixed = depthwise(weights, prefix + "depthwise", seen, config.convolutionKernel());
    return linear(weights, prefix + "contract", scaled(Activation.gelu(mixed), multipliers));
  }

  private NDArray feedForward(Map<String, NDArray> weights, int layer, NDArray h, FrameGate gate) {
    String prefix = "layers." + layer + ".ffn.";
    NDArray x = norm(weights, prefix + "norm", h);
    if (!config.adaptiveAt(AdaptiveSite.FFN)) {
      return kernels.feedForward(
          x,
          weights.get(prefix + "hidden.weight"),
          weights.get(prefix + "hidden.bias"),
          weights.get(prefix + "output.weight"),
          weights.get(prefix + "output.bias"));
    }
    AdaptiveModule module = AdaptiveModule.of(config, layer, AdaptiveSite.FFN);
    NDArray output = grouped(weights, prefix, x, gate.multipliers(weights, module, x));
    gate.ran(module, x, output);
    return output;
  }

  private NDArray grouped(
      Map<String, NDArray> weights, String prefix, NDArray x, NDArray multipliers) {
    NDArray hidden = Activation.gelu(linear(weights, prefix + "hidden", x));
    return linear(weights, prefix + "output", scaled(hidden, multipliers));
  }

  /**
   * One adaptive feed-forward network or convolution module by itself.
   *
   * @param input what its learners see, {@code [B, T, D]}
   * @param multipliers factors of the learners, {@code [B, T, N]}
   * @return what it adds to the residual stream, {@code [B, T, D]}
   */
  public NDArray moduleOutput(
      Map<String, NDArray> weights, AdaptiveModule module, NDArray input, NDArray multipliers) {
    String prefix = module.name() + ".";
    return switch (module.site()) {
      case FFN -> grouped(weights, prefix, input, multipliers);
      case CONVOLUTION -> {
        NDArray gated =
            kernels.gated(
                input, weights.get(prefix + "expand.weight"), weights.get(prefix + "expand.bias"));
        yield convolved(weights, prefix, gated, multipliers);
      }
      default ->
          throw new IllegalArgumentException(module.name() + " has no learners to distil apart");
    };
  }

  /** Multiplies each contiguous group of units by its learner's factor. */
  private static NDArray scaled(NDArray units, NDArray multipliers) {
    if (multipliers == null) {
      return units;
    }
    Shape shape = units.getShape();
    long learners = multipliers.getShape().get(2);
    return units
        .reshape(shape.get(0), shape.get(1), learners, shape.get(2) / learners)
        .mul(multipliers.expandDims(3))
        .reshape(shape);
  }

  /** Scores of a module's choices, fewest learners first, {@code [B, T, choices]}. */
  public NDArray gateLogits(Map<String, NDArray> weights, AdaptiveModule module, NDArray input) {
    String prefix = module.name() + ".gate.";
    NDArray hidden = linear(weights, prefix + "hidden", input);
    NDArray active =
        switch (config.adaptive().gateActivation()) {
          case GELU -> Activation.gelu(hidden);
          case RELU -> Activation.relu(hidden);
          case IDENTITY -> hidden;
        };
    return linear(weights, prefix + "output", active);
  }

  private NDArray linear(Map<String, NDArray> weights, String name, NDArray x) {
    return kernels.linear(x, weights.get(name + ".weight"), weights.get(name + ".bias"));
  }

  private NDArray norm(Map<String, NDArray> weights, String name, NDArray x) {
    return LayerNorm.layerNorm(
            x,
            new Shape(config.dim()),
            weights.get(name + ".weight"),
            weights.get(name + ".bias"),
            (float) EncoderConfig.NORM_EPSILON)
        .singletonOrThrow();
  }

  /** Causal depthwise convolution over time of {@code [B, T, C]}. */
  private NDArray depthwise(Map<String, NDArray> weights, String name, NDArray x, int taps) {
    NDArray kernel = weights.get(name + ".weight").transpose(1, 0).expandDims(1);
    NDArray padded = x.transpose(0, 2, 1).pad(new Shape(taps - 1, 0), 0);
    return Conv1d.conv1d(
            padded,
            kernel,
            weights.get(name + ".bias"),
            new Shape(1),
            new Shape(0),
            new Shape(1),
            config.dim())
        .singletonOrThrow()
        .transpose(0, 2, 1);
  }
}
