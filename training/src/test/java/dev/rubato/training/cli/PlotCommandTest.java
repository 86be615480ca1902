package dev.rubato.training.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotCommandTest {
  @TempDir private Path run;
  private final StringWriter out = new StringWriter();

  @Test
  void printsTheFiles() throws Exception {
    Files.writeString(run.resolve("metrics.jsonl"), "{\"step\":1,\"hours\":1,\"rate\":0.1}\n");
    assertEquals(0, plot(run.toString()));
    assertEquals(run.resolve("rate.png") + "\n", out.toString());
  }

  @Test
  void badArgumentsAreRefused() throws Exception {
    assertEquals(2, plot());
    assertEquals(2, plot(run.toString()));
    assertEquals(2, plot(run.toString(), "--frobnicate"));
    Files.writeString(run.resolve("metrics.jsonl"), "");
    assertEquals(2, plot(run.toString()));
  }

  private int plot(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "plot";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return TrainingMain.commandLine().setOut(new PrintWriter(out, true)).execute(all);
  }
}
