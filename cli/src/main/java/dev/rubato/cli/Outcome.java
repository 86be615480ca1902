package dev.rubato.cli;

import dev.rubato.engine.Transcript;
import java.io.IOException;
import java.util.Optional;

/**
 * What became of one recording. Immutable; may be shared between threads.
 *
 * @param transcript what was said; null if the recording failed
 * @param problem why it failed; null if it did not
 * @param seconds how long it took, seconds
 */
record Outcome(Transcript transcript, Exception problem, double seconds) {

  /** Work that may fail. */
  interface Work {
    Transcript run() throws IOException;
  }

  /** Does the work and keeps what comes of it. */
  static Outcome of(Work work) {
    long start = System.nanoTime();
    try {
      Transcript transcript = work.run();
      return new Outcome(transcript, null, (System.nanoTime() - start) / 1e9);
    } catch (IOException | RuntimeException e) {
      return new Outcome(null, e, (System.nanoTime() - start) / 1e9);
    }
  }

  Optional<Transcript> success() {
    return Optional.ofNullable(transcript);
  }

  /** One line that says what is wrong, beginning with the recording's name. */
  String message(String name) {
    String text = FailureReport.isBadInput(problem) ? problem.getMessage() : problem.toString();
    String line = text.lines().findFirst().orElse("unknown problem");
    return line.startsWith(name) ? line : name + ": " + line;
  }

  /** The exit code that this outcome asks for. */
  int exitCode() {
    if (problem == null) {
      return 0;
    }
    return FailureReport.isBadInput(problem) ? 2 : 1;
  }
}
