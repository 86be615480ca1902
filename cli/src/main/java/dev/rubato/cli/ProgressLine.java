package dev.rubato.cli;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * How far a command has come: a bar on a terminal, now and then a line elsewhere. Used by one
 * thread.
 */
final class ProgressLine implements AutoCloseable {
  private static final int WIDTH = 79;
  private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final String task;
  private final int total;
  private final PrintWriter err;
  private final ProgressBar bar;
  private int done;
  private long lastLine = System.nanoTime();

  /**
   * Starts at nothing.
   *
   * @param task what is being done
   * @param total how many steps it has
   * @param err where to show it
   */
  ProgressLine(String task, int total, PrintWriter err) {
    this.task = task;
    this.total = total;
    this.err = err;
    this.bar =
        System.console() == null
            ? null
            : new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setConsumer(new DelegatingProgressBarConsumer(this::show, WIDTH))
                .build();
  }

  private void show(String line) {
    err.print("\r" + line);
    err.flush();
  }

  /** One step is done. */
  void step() {
    done++;
    if (bar != null) {
      bar.step();
    } else if (System.nanoTime() - lastLine > LINE_NANOS) {
      lastLine = System.nanoTime();
      err.printf("%s: %d of %d%n", task, done, total);
      err.flush();
    }
  }

  /** Shows a message without hurting the bar. */
  void say(String message) {
    if (bar != null) {
      show(" ".repeat(WIDTH) + "\r");
    }
    err.println(message);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      err.println();
    }
  }
}
