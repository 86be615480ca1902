package dev.rubato.model.graph;

import static dev.rubato.model.onnx.Arithmetic.gelu;
import static dev.rubato.model.onnx.Arithmetic.multiply;
import static dev.rubato.model.onnx.Arithmetic.subtract;
import static dev.rubato.model.onnx.Arithmetic.where;
import static dev.rubato.model.onnx.Layout.reshape;
import static dev.rubato.model.onnx.Selection.gather;

import dev.rubato.model.EncoderConfig;
import dev.rubato.model.EncoderWeights;
import dev.rubato.model.onnx.Value;

/** Normalises features, stacks them into encoder frames and brings these to the model's width. */
final class FrontEnd {
  private final EncoderConfig config;
  private final Weights weights;
  private final Frames frames;
  private final Past past;

  FrontEnd(EncoderConfig config, Weights weights, Frames frames, Past past) {
    this.config = config;
    this.weights = weights;
    this.frames = frames;
    this.past = past;
  }

  /**
   * The front end.
   *
   * @param features {@code [S, F, M]}
   * @return {@code [R, D]}
   */
  Value apply(Value features) {
    Value normal =
        multiply(
            subtract(features, weights.get(EncoderWeights.FEATURE_MEAN)),
            weights.get(EncoderWeights.FEATURE_SCALE));
    // Padding may hold anything, even NaN, which a product with zero would keep.
    Value clean = where(frames.validFeatures(), normal, features.graph().scalar(0));
    Value all = past.prepend("cache_features", config.featureContext(), clean);
    Value stacked = gather(all, frames.stacks(), 1);
    Value rows = reshape(stacked, "R", config.stack() * config.melBins());
    return weights.linear(gelu(weights.linear(rows, "front.hidden")), "front.output");
  }
}
