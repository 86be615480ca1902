package dev.rubato.model.graph;

import static dev.rubato.model.onnx.Arithmetic.add;
import static dev.rubato.model.onnx.Arithmetic.and;
import static dev.rubato.model.onnx.Arithmetic.divide;
import static dev.rubato.model.onnx.Arithmetic.greaterOrEqual;
import static dev.rubato.model.onnx.Arithmetic.less;
import static dev.rubato.model.onnx.Arithmetic.multiply;
import static dev.rubato.model.onnx.Arithmetic.where;
import static dev.rubato.model.onnx.Layout.concat;
import static dev.rubato.model.onnx.Layout.reshape;
import static dev.rubato.model.onnx.Layout.reshapeTo;
import static dev.rubato.model.onnx.Layout.squeeze;
import static dev.rubato.model.onnx.Layout.unsqueeze;
import static dev.rubato.model.onnx.Selection.expand;
import static dev.rubato.model.onnx.Selection.gather;
import static dev.rubato.model.onnx.Selection.range;
import static dev.rubato.model.onnx.Selection.size;

import dev.rubato.model.EncoderConfig;
import dev.rubato.model.onnx.Dim;
import dev.rubato.model.onnx.GraphBuilder;
import dev.rubato.model.onnx.Shape;
import dev.rubato.model.onnx.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * What a run knows of its frames: which are valid, and which keys the queries of every chunk see.
 * Computed once, used by every layer.
 */
final class Frames {
  /**
   * Far below every score, yet finite: a padded chunk without any valid key must not become NaN.
   */
  private static final float MASKED = -1e9f;

  private final GraphBuilder graph;
  private final EncoderConfig config;
  private final Value length;
  private final Value featureFrames;
  private final Value encoderFrames;
  private final Value valid;
  private final Value windows;
  private final Value mask;
  private final Value streams;
  private final Map<Integer, Value> shapes = new HashMap<>();
  private final Map<Integer, Value> rowSizes = new HashMap<>();
  private Value rowCount;

  /**
   * Reads the sizes of a run.
   *
   * @param features {@code [S, F, M]}
   * @param length {@code [S]}
   */
  Frames(EncoderConfig config, Value features, Value length, Past past) {
    this.graph = features.graph();
    this.config = config;
    graph.scope("frames");
    this.streams = size(features, 0);
    this.length = unsqueeze(length, 1);
    this.featureFrames = squeeze(size(features, 1), 0);
    this.encoderFrames = divide(featureFrames, scalar(config.stride()));
    Value validFrames =
        divide(add(this.length, scalar(config.stride() - 1)), scalar(config.stride()));
    this.valid = less(range(scalar(0), encoderFrames, "T"), validFrames);
    this.windows =
        windows("C", divide(encoderFrames, scalar(config.chunk())), config.chunk(), keys());
    this.mask = mask(validFrames, past);
  }

  /** Keys that one chunk sees. */
  private int keys() {
    return config.leftContext() + config.chunk();
  }

  /** Valid encoder frames, bool {@code [S, T]}. */
  Value valid() {
    return valid;
  }

  /** Valid feature frames, bool {@code [S, F, 1]}. */
  Value validFeatures() {
    return unsqueeze(less(range(scalar(0), featureFrames, "F"), length), 2);
  }

  /** For every encoder frame the feature frames that it sees, int64 {@code [T, stack]}. */
  Value stacks() {
    return windows("T", encoderFrames, config.stride(), config.stack());
  }

  /**
   * The frames that each chunk sees.
   *
   * @param x {@code [S, leftContext + T, ...]}
   * @return {@code [B, leftContext + chunk, width]}, B = S C
   */
  Value window(Value x) {
    return reshape(gather(x, windows, 1), "B", keys(), x.dim(-1));
  }

  /**
   * Rows as frames of streams.
   *
   * @param x {@code [R, width]}, R = S T
   * @return {@code [S, T, width]}
   */
  Value byStream(Value x) {
    int width = (int) x.dim(-1).size();
    Value shape = shapes.computeIfAbsent(width, w -> concat(0, streams, graph.constant(-1, w)));
    return reshapeTo(x, shape, "S", "T", width);
  }

  /**
   * The same vector in every row, {@code [R, width]}.
   *
   * @param row {@code [width]}, or null for zeros
   */
  Value rows(Value row, int width) {
    Value sizes = rowSizes.computeIfAbsent(width, w -> concat(0, rowCount(), graph.constant(w)));
    return expand(row == null ? graph.scalar(0) : row, sizes, "R", width);
  }

  private Value rowCount() {
    if (rowCount == null) {
      rowCount = multiply(streams, encoderFrames);
    }
    return rowCount;
  }

  /** The sizes {@code [S, T, width]} as a vector. */
  Value sizes(int width) {
    return concat(0, streams, unsqueeze(encoderFrames, 0), graph.constant(width));
  }

  /** What is added to scores, {@code [B, 1, keys]}: 0 for keys that are seen. */
  Value mask() {
    return mask;
  }

  private Value mask(Value validFrames, Past past) {
    int left = config.leftContext();
    Value time = range(scalar(-left), encoderFrames, Dim.of(left).plus(Dim.of("T")));
    Value exists = greaterOrEqual(add(time, past.position()), scalar(0));
    Value seen = and(exists, less(time, validFrames));
    Value mask = where(seen, graph.scalar(0), graph.scalar(MASKED));
    return reshape(gather(mask, windows, 1), "B", 1, keys());
  }

  /** Indices {@code i * step + j} for i below count and j below width, {@code [name, width]}. */
  private Value windows(String name, Value count, int step, int width) {
    Value starts = multiply(range(scalar(0), count, name), scalar(step));
    Value offsets = graph.constant(LongStream.range(0, width).toArray());
    return add(unsqueeze(starts, 1), offsets);
  }

  private Value scalar(long number) {
    return graph.constant(Shape.of(), number);
  }
}
