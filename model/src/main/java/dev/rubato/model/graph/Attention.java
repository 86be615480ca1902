package dev.rubato.model.graph;

import static dev.rubato.model.onnx.Arithmetic.add;
import static dev.rubato.model.onnx.Arithmetic.multiply;
import static dev.rubato.model.onnx.Arithmetic.softmax;
import static dev.rubato.model.onnx.Layout.reshape;
import static dev.rubato.model.onnx.Layout.transpose;
import static dev.rubato.model.onnx.Layout.unsqueeze;
import static dev.rubato.model.onnx.Linear.matMul;

import dev.rubato.model.EncoderConfig;
import dev.rubato.model.onnx.Value;

/**
 * Attention by chunks: the queries of a chunk meet the keys of the chunk and of the frames before
 * it, so cost and memory are linear in the number of frames. All query heads that share a key head
 * are rows of one matrix product; with a single key head nothing has to be transposed.
 */
final class Attention {
  private final EncoderConfig config;
  private final Frames frames;
  private final Past past;
  private final int keys;

  Attention(EncoderConfig config, Frames frames, Past past) {
    this.config = config;
    this.frames = frames;
    this.past = past;
    this.keys = config.leftContext() + config.chunk();
  }

  /**
   * Values mixed as queries and keys match.
   *
   * @param query {@code [R, D]}
   * @param key {@code [R, keyValueHeads headDim]}
   * @param value {@code [R, keyValueHeads headDim]}
   * @return {@code [R, D]}
   */
  Value mix(Value query, Value key, Value value, int layer) {
    Value allKeys = remembered("cache_key_" + layer, key);
    Value allValues = remembered("cache_value_" + layer, value);
    return config.keyValueHeads() == 1
        ? single(query, allKeys, allValues)
        : several(query, allKeys, allValues);
  }

  private Value remembered(String cache, Value present) {
    return frames.window(past.prepend(cache, config.leftContext(), frames.byStream(present)));
  }

  /** Rows are (frame, head): the order in which the queries lie anyway. */
  private Value single(Value query, Value key, Value value) {
    Value rows = reshape(query, "B", config.chunk() * config.heads(), config.headDim());
    Value scores = scaled(matMul(rows, transpose(key, 0, 2, 1)));
    Value mixed = matMul(softmax(add(scores, frames.mask())), value);
    return reshape(mixed, "R", config.dim());
  }

  /** Rows are (frame, head of the group), one matrix per key head. */
  private Value several(Value query, Value key, Value value) {
    int groups = config.keyValueHeads();
    int group = config.heads() / groups;
    int width = config.headDim();
    int chunk = config.chunk();
    Value byGroup = transpose(reshape(query, "B", chunk, groups, group * width), 0, 2, 1, 3);
    Value rows = reshape(byGroup, "B", groups, chunk * group, width);
    Value keyHeads = transpose(reshape(key, "B", keys, groups, width), 0, 2, 3, 1);
    Value valueHeads = transpose(reshape(value, "B", keys, groups, width), 0, 2, 1, 3);
    Value scores = scaled(matMul(rows, keyHeads));
    Value mixed = matMul(softmax(add(scores, unsqueeze(frames.mask(), 1))), valueHeads);
    Value byFrame = transpose(reshape(mixed, "B", groups, chunk, group * width), 0, 2, 1, 3);
    return reshape(byFrame, "R", config.dim());
  }

  private Value scaled(Value scores) {
    return multiply(scores, scores.graph().scalar((float) (1 / Math.sqrt(config.headDim()))));
  }
}
