package dev.rubato.model.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.InvalidProtocolBufferException;
import org.junit.jupiter.api.Test;

class GraphBuilderTest {
  private final GraphBuilder graph = new GraphBuilder("test");

  @Test
  void shapesFollowTheOperators() {
    Value x = input("S", "T", 6);
    assertEquals(Shape.of("S", "T", 2, 3), Layout.reshape(x, "S", "T", 2, 3).shape());
    assertEquals(Shape.of("R", 6), Layout.reshape(x, "R", 6).shape());
    assertEquals(Shape.of(6, "S", "T"), Layout.transpose(x, 2, 0, 1).shape());
    assertEquals(Shape.of("S", "4+T", 6), Layout.concat(1, input("S", 4, 6), x).shape());
    assertEquals(Shape.of("S", "T", 5), Layout.range(x, 2, 1, 6).shape());
    assertEquals(Shape.of("S", "T", 7), Linear.matMul(x, input(6, 7)).shape());
    assertEquals(
        Shape.of("S", "T", 6),
        Arithmetic.add(input("T", 1), Layout.reshape(x, "S", "T", 6)).shape());
    Value rows = graph.input("rows", ElementType.INT64, "K", 1);
    assertEquals(Shape.of("K", 6), Selection.gatherRows(input("R", 6), rows).shape());
  }

  @Test
  void whatCannotFitFailsWhileTheGraphIsBuilt() {
    Value x = input("S", "T", 6);
    assertRefused("cannot be broadcast", () -> Arithmetic.add(x, input(5)));
    assertRefused("cannot be broadcast", () -> Arithmetic.add(x, input("T", "T", 6)));
    assertRefused("cannot multiply", () -> Linear.matMul(x, input(5, 7)));
    assertRefused("cannot join", () -> Layout.concat(1, x, input("S", 4, 5)));
    assertRefused("cannot reshape", () -> Layout.reshape(x, "A", "B", 6));
    assertRefused("has no elements 4 to 7", () -> Layout.range(x, 2, 4, 7));
    assertRefused("not of size 1", () -> Layout.squeeze(x, 1));
    assertRefused("no axis 3", () -> x.dim(3));
    assertRefused(
        "cannot be broadcast",
        () -> Selection.expand(input("S", 1), graph.constant(1, 2), "S", "T", 1));
    assertRefused(
        "should have elements of type FLOAT",
        () -> Arithmetic.add(x, graph.constant(Shape.of(), 1)));
    assertRefused(
        "cannot expand", () -> Selection.expand(input("S", 2), graph.constant(1, 2), "S", 1));
    assertRefused(
        "belongs to another graph", () -> Arithmetic.add(x, new GraphBuilder("b").scalar(1)));
    assertRefused("the graph has \"x\" already", this::inputTwice);
  }

  @Test
  void equalConstantsAreStoredOnce() {
    assertSame(graph.constant(1, 2), graph.constant(1, 2));
    assertSame(graph.scalar(0.5f), graph.scalar(0.5f));
    assertTrue(graph.constant(1, 2) != graph.constant(Shape.of(1, 2), 1, 2));
  }

  @Test
  void theFileNamesItsOperatorSetAndAllOutputs() throws InvalidProtocolBufferException {
    Value x = input("S", 2);
    graph.output("y", Arithmetic.gelu(x));
    graph.output("z", x);
    ModelProto model = ModelProto.parseFrom(graph.build());
    assertEquals(20, model.getOpsetImport(0).getVersion());
    assertEquals("", model.getOpsetImport(0).getDomain());
    assertEquals(2, model.getGraph().getOutputCount());
    assertEquals("y", model.getGraph().getOutput(0).getName());
  }

  private void inputTwice() {
    graph.input("x", ElementType.FLOAT, 1);
    graph.input("x", ElementType.FLOAT, 1);
  }

  private Value input(Object... shape) {
    return graph.fresh("Input", ElementType.FLOAT, Shape.of(shape));
  }

  private static void assertRefused(String message, Runnable build) {
    var e = assertThrows(IllegalArgumentException.class, build::run);
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }
}
