package dev.rubato.cli;

import dev.rubato.cli.lm.LmCommand;
import dev.rubato.cli.serve.ServeCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/**
 * Entry point of all commands but those that make models, which {@code ./rubato} starts from the
 * training module. A further command is one picocli class whose {@code call} returns the exit code,
 * added to {@code subcommands} below.
 *
 * <p>Exit codes: 0 success, 1 unexpected failure, 2 bad usage or bad input. Immutable; may be
 * shared between threads.
 */
@Command(
    name = "rubato",
    mixinStandardHelpOptions = true,
    version = "rubato 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    description = "Speech to text on your own machine, live or from files.",
    subcommands = {
      TranscribeCommand.class,
      EvaluateCommand.class,
      InspectCommand.class,
      ServeCommand.class,
      LmCommand.class,
      HelpCommand.class
    },
    footerHeading = "%nCommands that make models (they fetch PyTorch when first used):%n",
    footer = {
      "  train       Train a model on recordings with transcripts.",
      "  distill     Make a model's compute adaptive.",
      "  export      Make a model package from a training run.",
      "  plot        Draw the curves of a training run.",
      "  synthesize  Make training speech from text.",
      "  lexicon     Write the phones of words.",
      "",
      "Examples:",
      "  rubato transcribe talk.flac",
      "  rubato transcribe --json *.wav > transcripts.jsonl",
      "  rubato evaluate --manifest test.jsonl",
      "  rubato serve",
      "  rubato help transcribe",
      "",
      "Exit codes: 0 success, 1 unexpected failure, 2 bad usage or bad input."
    })
public final class Rubato {

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param arguments the command's name and its arguments
   */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(out, err, arguments);
    out.flush();
    err.flush();
    System.exit(code);
  }

  /**
   * Runs one command.
   *
   * @param out receives data
   * @param err receives talk
   * @param arguments the command's name and its arguments
   * @return the exit code: 0 success, 1 unexpected failure, 2 bad usage or bad input
   */
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine commandLine =
        new CommandLine(new Rubato())
            .setExecutionExceptionHandler(new FailureReport())
            .setParameterExceptionHandler(new UsageReport())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(out)
            .setErr(err);
    return commandLine.execute(arguments);
  }
}
