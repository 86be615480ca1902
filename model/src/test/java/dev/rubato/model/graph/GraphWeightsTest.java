package dev.rubato.model.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rubato.audio.FeatureRecipe;
import dev.rubato.model.EncoderConfig;
import dev.rubato.model.ModelDescription;
import dev.rubato.model.ModelException;
import dev.rubato.model.ModelException.Defect;
import dev.rubato.model.ModelPackage;
import dev.rubato.model.ModelPackageWriter;
import dev.rubato.model.Tensor;
import dev.rubato.model.Vocabulary;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphWeightsTest {
  private static final EncoderConfig CONFIG =
      new EncoderConfig(80, 8, 4, 16, 16, 2, 4, 1, 32, 5, 3, 3, 6, 29);

  private final Map<String, Tensor> weights = RandomWeights.of(CONFIG, 1);

  @TempDir Path temp;

  @Test
  void whatWasWrittenIsReadBack() {
    assertSame(GraphWeights.read(CONFIG, StreamingEncoderGraph.write(CONFIG, weights)));
    assertSame(GraphWeights.read(CONFIG, WholeFileEncoderGraph.write(CONFIG, weights)));
  }

  @Test
  void aPackageGivesItsWeights() {
    write(StreamingEncoderGraph.write(CONFIG, weights));
    try (ModelPackage read = ModelPackage.open(temp.resolve("model"))) {
      assertSame(GraphWeights.read(read));
    }
  }

  @Test
  void aFileThatIsNoGraphIsRefused() {
    write(new byte[] {1, 2, 3});
    try (ModelPackage read = ModelPackage.open(temp.resolve("model"))) {
      var e = assertThrows(ModelException.class, () -> GraphWeights.read(read));
      assertEquals(Defect.DAMAGED, e.defect());
      assertTrue(e.getMessage().contains("no ONNX file"), e.getMessage());
    }
  }

  @Test
  void aGraphOfAnotherShapeIsRefused() {
    EncoderConfig wider = new EncoderConfig(80, 8, 4, 16, 16, 3, 4, 1, 33, 5, 3, 3, 6, 29);
    byte[] graph = StreamingEncoderGraph.write(CONFIG, weights);
    var e = assertThrows(IllegalArgumentException.class, () -> GraphWeights.read(wider, graph));
    assertTrue(
        e.getMessage().contains("layers.0.ffn.hidden.weight has shape [16, 32] instead of"),
        e.getMessage());
    assertTrue(e.getMessage().contains("layers.2.ffn.hidden.weight is missing"), e.getMessage());
  }

  @Test
  void weightsThatAreNotFiniteAreNotWritten() {
    weights.put("head.bias", Tensor.of(new float[] {Float.NaN}, 1));
    weights.get("front.hidden.bias").values()[3] = Float.POSITIVE_INFINITY;
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> StreamingEncoderGraph.write(CONFIG, weights));
    assertTrue(
        e.getMessage().contains("front.hidden.bias has values that are not finite"),
        e.getMessage());
    assertTrue(e.getMessage().contains("head.bias has shape [1] instead of [29]"));
  }

  private void write(byte[] graph) {
    ModelDescription description =
        ModelDescription.of(
            "tiny", "en", CONFIG, FeatureRecipe.DEFAULT, Vocabulary.ENGLISH, Map.of());
    new ModelPackageWriter(description, graph).write(temp.resolve("model"));
  }

  private void assertSame(Map<String, Tensor> read) {
    assertEquals(weights.keySet(), read.keySet());
    weights.forEach(
        (name, tensor) -> {
          assertArrayEquals(tensor.shape(), read.get(name).shape(), name);
          assertArrayEquals(tensor.values(), read.get(name).values(), name);
        });
  }
}
