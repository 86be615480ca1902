package dev.rubato.model.graph;

import static dev.rubato.model.onnx.Arithmetic.add;
import static dev.rubato.model.onnx.Arithmetic.cast;
import static dev.rubato.model.onnx.Arithmetic.clip;
import static dev.rubato.model.onnx.Arithmetic.multiply;
import static dev.rubato.model.onnx.Arithmetic.subtract;
import static dev.rubato.model.onnx.Layout.concat;
import static dev.rubato.model.onnx.Layout.reshape;
import static dev.rubato.model.onnx.Layout.unsqueeze;
import static dev.rubato.model.onnx.Selection.argMax;
import static dev.rubato.model.onnx.Selection.expand;

import dev.rubato.model.AdaptiveConfig;
import dev.rubato.model.AdaptiveModule;
import dev.rubato.model.CostTable;
import dev.rubato.model.onnx.ElementType;
import dev.rubato.model.onnx.GraphBuilder;
import dev.rubato.model.onnx.Shape;
import dev.rubato.model.onnx.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * The gates of the adaptive modules: for every frame the k with the largest {@code logit[k] - price
 * * cost[k]}, and 0 for frames of padding, on which nothing must be spent.
 */
final class Gates {
  /**
   * Prices are kept in this range: infinite ones, which stand for the cheapest and the dense
   * encoder, would make infinity times zero of the choice that costs nothing. Far beyond any logit
   * already.
   */
  private static final float LARGEST_PRICE = 1e9f;

  private final AdaptiveConfig config;
  private final CostTable costs;
  private final Weights weights;
  private final Frames frames;
  private final GraphBuilder graph;
  private final Value price;
  private final Value valid;
  private final List<Value> choices = new ArrayList<>();

  /**
   * Prepares what all gates share.
   *
   * @param price {@code [S]}
   */
  Gates(AdaptiveConfig config, CostTable costs, Weights weights, Frames frames, Value price) {
    this.config = config;
    this.costs = costs;
    this.weights = weights;
    this.frames = frames;
    this.graph = price.graph();
    graph.scope("gates");
    Value bounded = clip(price, graph.scalar(-LARGEST_PRICE), graph.scalar(LARGEST_PRICE));
    Value everyFrame = expand(unsqueeze(unsqueeze(bounded, 1), 2), frames.sizes(1), "S", "T", 1);
    this.price = reshape(everyFrame, "R", 1);
    this.valid = reshape(cast(frames.valid(), ElementType.INT64), "R");
  }

  /**
   * How many learners of a module each row runs.
   *
   * @param x {@code [R, D]}
   * @return int64 {@code [R]}
   */
  Value choose(AdaptiveModule module, Value x) {
    String name = module.name() + ".gate.";
    Value hidden = Activations.apply(config.gateActivation(), weights.linear(x, name + "hidden"));
    Value logits = weights.linear(hidden, name + "output");
    float[] cost = costs.choiceCosts(module);
    Value charge = multiply(price, graph.constant(Shape.of(cost.length), cost));
    Value choice = argMax(subtract(logits, charge));
    int fewest = module.site().fewest();
    Value learners = fewest == 0 ? choice : add(choice, graph.constant(Shape.of(), fewest));
    Value spent = multiply(learners, valid);
    choices.add(unsqueeze(spent, 1));
    return spent;
  }

  /** What all modules chose, int64 {@code [S, T, A]}. */
  Value learners() {
    return frames.byStream(concat(1, choices.toArray(Value[]::new)));
  }
}
