package dev.rubato.training.adaptive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rubato.model.EncoderConfig;
import dev.rubato.model.EncoderWeights;
import dev.rubato.model.Tensor;
import dev.rubato.model.graph.StreamingEncoderGraph;
import dev.rubato.training.net.Initializer;
import dev.rubato.training.net.Precision;
import dev.rubato.training.run.ToneCorpus;
import dev.rubato.training.run.TrainConfig;
import dev.rubato.training.run.TrainData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistillRunTest {
  private static final EncoderConfig DENSE =
      new EncoderConfig(80, 8, 4, 24, 16, 2, 2, 1, 32, 5, 4, 5, 5, 29);

  @TempDir private Path folder;

  @Test
  void aStudentWithOrderedUnitsComputesWhatItsTeacherDoes() {
    EncoderConfig adaptive = DENSE.withAdaptive(DistillConfig.defaults().adaptive());
    Map<String, Tensor> teacher = Initializer.initial(DENSE, 0, 3);
    Map<String, Tensor> student = StudentWeights.of(adaptive, teacher, 1);
    EncoderWeights.check(adaptive, student);
    float[] before = teacher.get("layers.0.ffn.output.weight").values();
    float[] after = student.get("layers.0.ffn.output.weight").values();
    assertTrue(!java.util.Arrays.equals(before, after), "the units were not ordered");
    float[] sortedBefore = before.clone();
    float[] sortedAfter = after.clone();
    java.util.Arrays.sort(sortedBefore);
    java.util.Arrays.sort(sortedAfter);
    assertArrayEquals(sortedBefore, sortedAfter);
  }

  @Test
  void allStagesRunAndTheirResultCanBeExported() throws IOException {
    Path manifest = ToneCorpus.write(folder.resolve("corpus"), 40, 2);
    TrainConfig training = config(manifest);
    DistillConfig defaults = DistillConfig.defaults();
    DistillConfig distill =
        new DistillConfig(
            defaults.adaptive(),
            0.02,
            0.01,
            0.02,
            defaults.distillRate(),
            defaults.gateRate(),
            defaults.tuneRate(),
            defaults.detached(),
            defaults.labelFactor(),
            defaults.labels(),
            defaults.budgetWeight(),
            defaults.entropyWeight(),
            defaults.diversityWeight(),
            defaults.teacherWeight(),
            defaults.temperature(),
            defaults.smallestShare(),
            defaults.steepness());
    Path run = Files.createDirectories(folder.resolve("run"));
    try (TrainData data = new TrainData(training, folder.resolve("features"), 2);
        DistillRun conversion =
            new DistillRun(
                distill,
                training,
                DENSE,
                Initializer.initial(DENSE, 0, 5),
                run,
                data,
                Precision.FLOAT32)) {
      Map<String, Tensor> weights = conversion.run();
      EncoderWeights.check(conversion.encoder(), weights);
      assertTrue(StreamingEncoderGraph.write(conversion.encoder(), weights).length > 0);
    }
    List<String> stages = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
      JsonNode node = new ObjectMapper().readTree(line);
      stages.add(node.get("stage").asText());
      assertTrue(Double.isFinite(node.get("loss").asDouble()));
    }
    assertTrue(stages.containsAll(List.of("distill", "gates", "tune")), stages.toString());
  }

  private static TrainConfig config(Path manifest) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode tree = json.valueToTree(TrainConfig.defaults());
    tree.set("encoder", json.valueToTree(DENSE));
    tree.set("train", json.valueToTree(List.of(manifest.toString())));
    tree.put("batchSeconds", 4);
    return json.treeToValue(tree, TrainConfig.class);
  }
}
