package dev.rubato.training.run;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Progress of a run for people (stderr) and for {@code metrics.jsonl}. For one thread. */
final class RunReport {
  private static final int EVERY_STEPS = 50;

  private final PrintStream err = System.err;
  private final double totalHours;
  private long started = System.nanoTime();
  private double startHours;
  private double symbolLoss;
  private double phoneLoss;
  private double norm;
  private int left;
  private int count;

  RunReport(double totalHours) {
    this.totalHours = totalHours;
  }

  void start(double hours) {
    started = System.nanoTime();
    startHours = hours;
  }

  void resumed(Path checkpoint, Progress progress) {
    err.printf(
        Locale.ROOT,
        "continuing from %s at %.2f audio hours%n",
        checkpoint.getFileName(),
        progress.hours());
  }

  void step(StepResult result, double hours, double rate, int badSteps) {
    symbolLoss += result.symbolLoss();
    phoneLoss += result.phoneLoss();
    norm += result.norm();
    left += result.left();
    count++;
    if (count == EVERY_STEPS) {
      double speed = speed(hours);
      err.printf(
          Locale.ROOT,
          "%8.2f of %.0f h  loss %.3f  phones %.3f  norm %.2f  rate %.2e  %.0f x real time"
              + "  %s left%s%n",
          hours,
          totalHours,
          symbolLoss / count,
          phoneLoss / count,
          norm / count,
          rate,
          speed,
          clock((totalHours - hours) / Math.max(speed, 1e-9)),
          badSteps == 0 ? "" : "  " + badSteps + " steps skipped");
    }
  }

  boolean due() {
    return count >= EVERY_STEPS;
  }

  Map<String, Object> line(long step, double hours, double rate) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("step", step);
    line.put("hours", hours);
    line.put("loss", symbolLoss / count);
    line.put("phoneLoss", phoneLoss / count);
    line.put("norm", norm / count);
    line.put("rate", rate);
    line.put("leftOut", left);
    line.put("speed", speed(hours));
    symbolLoss = 0;
    phoneLoss = 0;
    norm = 0;
    left = 0;
    count = 0;
    return line;
  }

  void dev(Map<String, DevEvaluation.Rates> rates) {
    StringBuilder text = new StringBuilder("dev WER / CER:");
    rates.forEach(
        (corpus, r) ->
            text.append(
                String.format(
                    Locale.ROOT, "  %s %.1f / %.1f", corpus, 100 * r.wer(), 100 * r.cer())));
    err.println(text);
  }

  private double speed(double hours) {
    return (hours - startHours) * 3600e9 / Math.max(1, System.nanoTime() - started);
  }

  private static String clock(double hours) {
    long minutes = Math.round(hours * 60);
    return "%d:%02d h".formatted(minutes / 60, minutes % 60);
  }
}
