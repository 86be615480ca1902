package dev.rubato.training.process;

import dev.rubato.training.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A program that the user has installed beside Rubato. Immutable; may be shared between threads,
 * every run is a process of its own.
 *
 * @param name the executable, looked up on the PATH
 * @param debianPackage the Debian package that has it
 */
public record ExternalProgram(String name, String debianPackage) {

  /**
   * Runs the program to its end.
   *
   * @param input what it reads from its standard input
   * @param arguments its arguments
   * @return the lines of its standard output
   * @throws BadInputException if the program is not installed; the message says how to install it
   * @throws IOException if it fails; the message has what it wrote to its standard error
   * @throws InterruptedException if the thread was interrupted; the program has been ended
   */
  public List<String> run(String input, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(name);
    command.addAll(arguments);
    Process process = start(command);
    try {
      CompletableFuture<Void> feeding = CompletableFuture.runAsync(() -> feed(process, input));
      CompletableFuture<String> complaint =
          CompletableFuture.supplyAsync(() -> readAll(process.getErrorStream()));
      CompletableFuture<String> output =
          CompletableFuture.supplyAsync(() -> readAll(process.getInputStream()));
      int status = process.waitFor();
      feeding.get();
      if (status != 0) {
        throw new IOException(
            "%s ended with status %d: %s".formatted(name, status, complaint.get().strip()));
      }
      return output.get().lines().toList();
    } catch (ExecutionException e) {
      throw new IOException("cannot talk to " + name + ": " + e.getCause().getMessage(), e);
    } finally {
      process.destroyForcibly();
    }
  }

  /**
   * Whether the program can be started.
   *
   * @throws InterruptedException if the thread was interrupted
   */
  public boolean isInstalled() throws InterruptedException {
    try {
      run("", List.of("--version"));
      return true;
    } catch (IOException e) {
      return true; // It started, and disliked the option.
    } catch (BadInputException e) {
      return false;
    }
  }

  private Process start(List<String> command) {
    try {
      return new ProcessBuilder(command).start();
    } catch (IOException e) {
      throw new BadInputException(
          "cannot run %s; install it (Debian and Ubuntu: apt install %s)"
              .formatted(name, debianPackage),
          e);
    }
  }

  private static void feed(Process process, String input) {
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // A program may end without reading everything; its exit status tells whether that is bad.
    }
  }

  private static String readAll(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
