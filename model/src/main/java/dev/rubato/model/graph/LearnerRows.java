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
  private final Value learner;
  private final Value row;
  private final Value counts;
  private final String[] names;

  /**
   * Finds the rows.
   *
   * @param chosen how many learners each row runs, int64 {@code [R]}
   */
  LearnerRows(AdaptiveModule module, Value chosen) {
    this.module = module;
    this.graph = chosen.graph();
    int learners = module.learners();
    Value ranks =
        graph.constant(Shape.of(learners, 1), LongStream.rangeClosed(1, learners).toArray());
    Value runs = greaterOrEqual(chosen, ranks);
    Value pairs = nonZero(runs, module.name() + ".runs");
    this.learner = gather(pairs, graph.constant(Shape.of(), 0), 0);
    this.row = gather(pairs, graph.constant(Shape.of(), 1), 0);
    this.counts = sum(cast(runs, ElementType.INT64));
    this.names =
        IntStream.range(0, learners)
            .mapToObj(n -> module.name() + ".runs." + n)
            .toArray(String[]::new);
  }

  /** For every learner the indices of its rows, {@code [K, 1]}. */
  List<Value> rows() {
    return parts(row);
  }

  /**
   * For every learner the indices of its parts of the rows, {@code [K, 1]}, in a matrix in which
   * every row is cut into as many rows as there are learners.
   */
  List<Value> partsOfRows() {
    Value learners = graph.constant(Shape.of(), module.learners());
    return parts(add(multiply(row, learners), learner));
  }

  private List<Value> parts(Value indices) {
    return split(reshape(indices, row.dim(0), 1), counts, 0, names);
  }
}
