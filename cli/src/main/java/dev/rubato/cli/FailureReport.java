package dev.rubato.cli;

import dev.rubato.audio.AudioException;
import dev.rubato.engine.RecognitionException;
import dev.rubato.engine.lm.LanguageModelException;
import dev.rubato.engine.score.ManifestException;
import dev.rubato.model.ModelException;
import dev.rubato.server.config.ConfigException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Turns the failure of a command into a message and an exit code: one line for what the user can
 * mend, a stack trace for what only a programmer can. Stateless; may be shared between threads.
 */
final class FailureReport implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (isBadInput(failure)) {
      err.println("rubato: " + failure.getMessage());
      return ExitCode.USAGE;
    }
    err.println("rubato: unexpected failure; please report it with the lines below");
    failure.printStackTrace(err);
    return ExitCode.SOFTWARE;
  }

  /** Whether the user can mend it, and its message says how. */
  static boolean isBadInput(Throwable failure) {
    return failure instanceof BadInputException
        || failure instanceof AudioException
        || failure instanceof LanguageModelException
        || failure instanceof ManifestException
        || failure instanceof ModelException
        || failure instanceof ConfigException
        || failure instanceof RecognitionException;
  }
}
