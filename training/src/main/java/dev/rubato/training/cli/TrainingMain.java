package dev.rubato.training.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Entry point of the commands that make models. A further command is one picocli class whose {@code
 * call} returns the exit code, added to {@code subcommands} below.
 *
 * <p>Exit codes: 0 success, 1 unexpected failure, 2 bad usage or bad input. Immutable; may be
 * shared between threads.
 */
@Command(
    name = "rubato",
    mixinStandardHelpOptions = true,
    version = "0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    description = "Makes models for the Rubato speech recogniser.",
    subcommands = {
      TrainCommand.class,
      DistillCommand.class,
      ExportCommand.class,
      SynthesizeCommand.class,
      LexiconCommand.class,
      PlotCommand.class,
      CommandLine.HelpCommand.class
    })
public final class TrainingMain {

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param arguments the command's name and its arguments
   */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /**
   * Runs one command.
   *
   * @param arguments the command's name and its arguments
   * @return the exit code: 0 success, 1 unexpected failure, 2 bad usage or bad input
   */
  public static int run(String... arguments) {
    return commandLine().execute(arguments);
  }

  /** The parser with every command and with the exit codes of this class. */
  static CommandLine commandLine() {
    return new CommandLine(new TrainingMain())
        .setExecutionExceptionHandler(new FailureReport())
        .setCaseInsensitiveEnumValuesAllowed(true);
  }
}
