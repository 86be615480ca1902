package dev.rubato.training.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rubato.training.BadInputException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunPlotsTest {
  private static final String RUN =
      """
      {"step":50,"hours":0.5,"loss":9.5,"phoneLoss":4.0,"rate":1e-4}
      {"step":100,"hours":1.0,"loss":7.5,"phoneLoss":3.0,"rate":2e-4}
      {"step":100,"hours":1.0,"dev":{"clean":{"wer":0.9,"cer":0.5},"a/b~c":{"wer":1.1,"cer":0.7}}}
      {"step":150,"hours":1.5,"loss":6.0,"phoneLoss":"NaN","rate":3e-4}
      """;

  @TempDir private Path run;

  @Test
  void drawsEveryCurveThereIs() throws IOException {
    metrics(RUN);
    List<Path> files = RunPlots.write(run);
    assertEquals(
        List.of("loss.png", "rate.png", "dev-wer.png", "dev-cer.png"),
        files.stream().map(file -> file.getFileName().toString()).toList());
    for (Path file : files) {
      BufferedImage image = ImageIO.read(file.toFile());
      assertTrue(colours(image) > 8, () -> file + " is blank");
    }
  }

  @Test
  void curvesAreThoseOfTheMetrics() throws IOException {
    metrics(RUN);
    RunMetrics metrics = RunMetrics.read(run);
    assertCurve(metrics.training("loss"), new double[] {0.5, 1, 1.5}, new double[] {9.5, 7.5, 6});
    assertCurve(metrics.training("phoneLoss"), new double[] {0.5, 1}, new double[] {4, 3});
    assertEquals(Set.of("clean", "a/b~c"), metrics.devCorpora());
    assertCurve(metrics.dev("clean", "wer"), new double[] {1}, new double[] {90});
    assertCurve(metrics.dev("a/b~c", "cer"), new double[] {1}, new double[] {70});
  }

  @Test
  void whatAnOlderCheckpointSupersedesIsLeftOut() throws IOException {
    metrics(RUN + "{\"step\":100,\"hours\":1.0,\"loss\":7.25,\"rate\":2e-4}\n");
    assertCurve(
        RunMetrics.read(run).training("loss"), new double[] {0.5, 1}, new double[] {9.5, 7.25});
  }

  @Test
  void aLineThatIsBeingWrittenIsLeftOut() throws IOException {
    metrics(RUN + "{\"step\":200,\"hours\":2.");
    assertEquals(3, RunMetrics.read(run).training("loss").x().length);
  }

  @Test
  void aRunWithoutAnEvaluationHasNoErrorRates() throws IOException {
    metrics("{\"step\":1,\"hours\":0.1,\"loss\":3,\"rate\":1e-3}\n");
    assertEquals(2, RunPlots.write(run).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "[]", "{\"step\":1}", "{\"step\":\"a\",\"hours\":1}"})
  void malformedLinesAreNamed(String line) throws IOException {
    metrics(RUN + line + "\n");
    var failure = assertThrows(BadInputException.class, () -> RunPlots.write(run));
    assertTrue(failure.getMessage().contains("metrics.jsonl:5:"), failure::getMessage);
  }

  @Test
  void aFolderWithoutMetricsIsRefused() {
    assertThrows(BadInputException.class, () -> RunPlots.write(run));
    assertThrows(BadInputException.class, () -> RunPlots.write(run.resolve("absent")));
  }

  @Test
  void longCurvesAreThinnedToMeans() {
    Curve curve = new Curve("c", new double[] {1, 2, 3, 4, 5, 6}, new double[] {1, 3, 5, 7, 9, 11});
    assertCurve(curve.thinned(3), new double[] {1.5, 3.5, 5.5}, new double[] {2, 6, 10});
    assertCurve(curve.thinned(6), curve.x(), curve.y());
  }

  private static void assertCurve(Curve curve, double[] x, double[] y) {
    assertArrayEquals(x, curve.x(), 1e-9);
    assertArrayEquals(y, curve.y(), 1e-9);
  }

  private static long colours(BufferedImage image) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return Arrays.stream(pixels).distinct().count();
  }

  private void metrics(String text) throws IOException {
    Files.writeString(run.resolve("metrics.jsonl"), text);
  }
}
