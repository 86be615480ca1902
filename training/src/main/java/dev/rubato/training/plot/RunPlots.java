package dev.rubato.training.plot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws the curves of a training run over the hours of audio that it has seen. Needs no display.
 * Stateless; may be shared between threads.
 */
public final class RunPlots {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 540;
  private static final int MOST_POINTS = 600;

  /** Few enough points to be marked one by one. */
  private static final int FEW_POINTS = 60;

  private RunPlots() {}

  /**
   * Draws {@code loss.png}, {@code rate.png}, {@code dev-wer.png} and {@code dev-cer.png} into the
   * folder of a run, from its {@code metrics.jsonl}; those for which there is a point yet.
   *
   * @param runFolder folder of a run, which may still be going on
   * @return the files written
   * @throws dev.rubato.training.BadInputException if there are no metrics or they are malformed
   * @throws IOException if files cannot be read or written
   */
  public static List<Path> write(Path runFolder) throws IOException {
    RunMetrics metrics = RunMetrics.read(runFolder);
    List<Path> files = new ArrayList<>();
    add(files, runFolder.resolve("loss.png"), "Training loss", "loss", losses(metrics));
    add(
        files,
        runFolder.resolve("rate.png"),
        "Learning rate",
        "learning rate, thousandths", // The axis labels of smaller numbers collide.
        List.of(metrics.training("rate").scaled(1000)));
    add(files, runFolder.resolve("dev-wer.png"), "Word error rate", "WER, %", dev(metrics, "wer"));
    add(
        files,
        runFolder.resolve("dev-cer.png"),
        "Character error rate",
        "CER, %",
        dev(metrics, "cer"));
    return List.copyOf(files);
  }

  private static List<Curve> losses(RunMetrics metrics) {
    Curve phones = metrics.training("phoneLoss");
    return List.of(metrics.training("loss"), new Curve("phone loss", phones.x(), phones.y()));
  }

  private static List<Curve> dev(RunMetrics metrics, String rate) {
    return metrics.devCorpora().stream().map(corpus -> metrics.dev(corpus, rate)).toList();
  }

  private static void add(
      List<Path> files, Path file, String title, String unit, List<Curve> curves)
      throws IOException {
    List<Curve> drawn = curves.stream().filter(curve -> curve.x().length > 0).toList();
    if (!drawn.isEmpty()) {
      save(chart(title, unit, drawn), file);
      files.add(file);
    }
  }

  private static XYChart chart(String title, String unit, List<Curve> curves) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .theme(ChartTheme.Matlab)
            .title(title)
            .xAxisTitle("audio seen, hours")
            .yAxisTitle(unit)
            .build();
    chart.getStyler().setXAxisMin(0.0).setYAxisMin(0.0);
    chart.getStyler().setLegendVisible(curves.size() > 1);
    for (Curve curve : curves) {
      Curve thin = curve.thinned(MOST_POINTS);
      chart
          .addSeries(curve.name(), thin.x(), thin.y())
          .setMarker(thin.x().length <= FEW_POINTS ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    }
    return chart;
  }

  /** Whole or not at all, since somebody may be looking at the last one. */
  private static void save(XYChart chart, Path file) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.write(part, BitmapEncoder.getBitmapBytes(chart, BitmapFormat.PNG));
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
