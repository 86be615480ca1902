package dev.rubato.model.graph;

import dev.rubato.model.onnx.GraphBuilder;
import dev.rubato.model.onnx.Layout;
import dev.rubato.model.onnx.Shape;
import dev.rubato.model.onnx.Value;

/** The past of a whole file: there is none. */
final class ZeroPast implements Past {
  private final Value position;

  ZeroPast(GraphBuilder graph) {
    this.position = graph.constant(Shape.of(1, 1), 0);
  }

  @Override
  public Value position() {
    return position;
  }

  @Override
  public Value prepend(String cache, int frames, Value present) {
    return frames == 0 ? present : Layout.padBefore(present, 1, frames);
  }
}
