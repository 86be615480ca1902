package dev.rubato.training.cli;

import dev.rubato.training.BadInputException;
import dev.rubato.training.plot.RunPlots;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws the curves of a training run. Used by one thread. */
@Command(
    name = "plot",
    mixinStandardHelpOptions = true,
    description = "Draws loss, learning rate and development error rates of a training run.",
    footer = {
      "",
      "The PNG files are written into the folder of the run, which may still be going on; their",
      "names are printed on standard output.",
      "",
      "Example:",
      "  rubato plot runs/en-small"
    })
final class PlotCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "Folder of a training run.")
  private Path run;

  @Override
  public Integer call() throws Exception {
    List<Path> files = RunPlots.write(run);
    if (files.isEmpty()) {
      throw new BadInputException(run + " has no metrics yet; wait for the run's first report");
    }
    PrintWriter out = spec.commandLine().getOut();
    files.forEach(out::println);
    out.flush();
    return 0;
  }
}
