package dev.rubato.model.graph;

import dev.rubato.model.onnx.ElementType;
import dev.rubato.model.onnx.GraphBuilder;
import dev.rubato.model.onnx.Layout;
import dev.rubato.model.onnx.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** The past of a stream: caches that come in and, moved on, go out. */
final class CachedPast implements Past {
  private final GraphBuilder graph;
  private final Map<String, Value> inputs = new LinkedHashMap<>();
  private final Map<String, Value> outputs = new LinkedHashMap<>();
  private final Value position;

  CachedPast(GraphBuilder graph, Value position, Iterable<EncoderGraph.Cache> caches) {
    this.graph = graph;
    this.position = Layout.unsqueeze(position, 1);
    for (EncoderGraph.Cache cache : caches) {
      inputs.put(
          cache.input(),
          graph.input(cache.input(), ElementType.FLOAT, "S", cache.frames(), cache.width()));
    }
  }

  @Override
  public Value position() {
    return position;
  }

  @Override
  public Value prepend(String cache, int frames, Value present) {
    if (frames == 0) {
      return present;
    }
    Value all = Layout.concat(1, inputs.get(cache), present);
    outputs.put(cache, Layout.tail(all, 1, frames));
    return all;
  }

  /** Declares the next caches as outputs, in the order of the inputs. */
  void declareOutputs() {
    inputs.keySet().forEach(cache -> graph.output("next_" + cache, outputs.get(cache)));
  }
}
