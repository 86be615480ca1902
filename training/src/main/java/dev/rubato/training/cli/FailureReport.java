package dev.rubato.training.cli;

import dev.rubato.audio.AudioException;
import dev.rubato.engine.score.ManifestException;
import dev.rubato.training.BadInputException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Turns an exception of a command into a message and an exit code: one line for what the user can
 * mend, a stack trace for what only a programmer can. Stateless; may be shared between threads.
 */
final class FailureReport implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (failure instanceof BadInputException
        || failure instanceof ManifestException
        || failure instanceof AudioException) {
      err.printf("rubato: %s%n", failure.getMessage());
      return ExitCode.USAGE;
    }
    if (failure instanceof FileSystemException file) {
      err.printf("rubato: %s: %s%n", file.getFile(), reason(file));
      return ExitCode.USAGE;
    }
    err.println("rubato: unexpected failure; please report it with the lines below");
    failure.printStackTrace(err);
    return ExitCode.SOFTWARE;
  }

  private static String reason(FileSystemException failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "exists already";
    }
    return failure.getReason() != null
        ? failure.getReason()
        : failure.getClass().getSimpleName().replace("Exception", "").toLowerCase(Locale.ROOT);
  }
}
