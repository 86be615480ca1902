package dev.rubato.model.graph;

import static dev.rubato.model.onnx.Arithmetic.add;
import static dev.rubato.model.onnx.Arithmetic.cast;
import static dev.rubato.model.onnx.Arithmetic.greaterOrEqual;
import static dev.rubato.model.onnx.Arithmetic.multiply;
import static dev.rubato.model.onnx.Layout.reshape;
import static dev.rubato.model.onnx.Selection.gather;
import static dev.rubato.model.onnx.Selection.nonZero;
import static dev.rubato.model.onnx.Selection.split;
import static dev.rubato.model.onnx.Selection.sum;

import dev.rubato.model.AdaptiveModule;
import dev.rubato.model.onnx.ElementType;
import dev.rubato.model.onnx.GraphBuilder;
import dev.rubato.model.onnx.Shape;
import dev.rubato.model.onnx.Value;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The rows that every learner of one module works on. One NonZero finds them for all learners; they
 * come out grouped by learner, so a Split by their counts hands them out.
 */
final class LearnerRows {
  private final AdaptiveModule module;
  private final GraphBuilder graph;
  private final Value pairs;
  private final Value counts;

  /**
   * Finds the rows.
   *
   * @param chosen how many learners each row runs, int64 {@code [R]}
   */
  LearnerRows(AdaptiveModule module, Value chosen) {
    this.module = module;
    this.graph = chosen.graph();
    int learners = module.learners();
    String count = module.name() + ".runs";
    if (learners == 1) {
      this.pairs = nonZero(greaterOrEqual(chosen, scalar(1)), count);
      this.counts = null;
    } else {
      long[] ranks = LongStream.rangeClosed(1, learners).toArray();
      Value runs = greaterOrEqual(chosen, graph.constant(Shape.of(learners, 1), ranks));
      this.pairs = nonZero(runs, count);
      this.counts = sum(cast(runs, ElementType.INT64));
    }
  }

  /** For every learner the indices of its rows, {@code [K, 1]}. */
  List<Value> rows() {
    if (module.learners() == 1) {
      return List.of(reshape(pairs, pairs.dim(1), 1));
    }
    return parts(gather(pairs, scalar(1), 0));
  }

  /**
   * For every learner the indices of its parts of the rows, {@code [K, 1]}, in a matrix in which
   * every row is cut into as many rows as there are learners.
   */
  List<Value> partsOfRows() {
    if (module.learners() == 1) {
      return rows();
    }
    Value learner = gather(pairs, scalar(0), 0);
    Value row = gather(pairs, scalar(1), 0);
    return parts(add(multiply(row, scalar(module.learners())), learner));
  }

  private List<Value> parts(Value indices) {
    String[] names =
        IntStream.range(0, module.learners())
            .mapToObj(n -> module.name() + ".runs." + n)
            .toArray(String[]::new);
    return split(reshape(indices, pairs.dim(1), 1), counts, 0, names);
  }

  private Value scalar(long number) {
    return graph.constant(Shape.of(), number);
  }
}
