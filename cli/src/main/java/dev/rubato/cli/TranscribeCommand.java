package dev.rubato.cli;

import dev.rubato.engine.Recognizer;
import dev.rubato.engine.StreamOptions;
import dev.rubato.engine.Transcript;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Files to text. Filled by picocli; used by one thread. */
@Command(
    name = "transcribe",
    mixinStandardHelpOptions = true,
    description = "Write down what is said in recordings.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  rubato transcribe talk.flac",
      "  rubato transcribe --json *.wav > transcripts.jsonl",
      "  rubato transcribe --stream --chunk-bytes 3200 call.opus",
      "",
      "WAV, FLAC, MP3, Ogg Opus and Ogg Vorbis are recognised by their content. Of several",
      "recordings each line begins with the name. A recording that cannot be read is",
      "reported, the others are transcribed, and the exit code is 2."
    })
final class TranscribeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private EngineOptions engine;
  @Mixin private DialOptions dial;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Recordings.")
  private List<String> files;

  @Option(
      names = "--json",
      description =
          "One JSON object per recording and line: file, text, duration in seconds, words with"
              + " start, end and confidence.")
  private boolean json;

  @Option(
      names = "--stream",
      description = "Feed the recordings as a live stream would come; show partials on stderr.")
  private boolean stream;

  @Option(
      names = "--chunk-bytes",
      paramLabel = "N",
      defaultValue = "8192",
      description = "Bytes per piece of a stream. Default: ${DEFAULT-VALUE}.")
  private int chunkBytes;

  @Override
  public Integer call() {
    if (chunkBytes < 1) {
      throw new BadInputException("--chunk-bytes must be at least 1, but is " + chunkBytes);
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    int[] exitCode = {0};
    try (Recognizer recognizer = engine.open()) {
      StreamOptions options = dial.apply(StreamOptions.DEFAULT, recognizer);
      OrderedTasks.run(
          files,
          stream ? 1 : engine.parallelism(),
          file -> new Result(file, Outcome.of(() -> transcribe(recognizer, options, file, err))),
          result -> {
            print(result, out, err);
            // Bad input is the user's to mend and says so even if something else failed too.
            exitCode[0] = Math.max(exitCode[0], result.outcome.exitCode());
          });
    }
    return exitCode[0];
  }

  private record Result(String file, Outcome outcome) {}

  private Transcript transcribe(
      Recognizer recognizer, StreamOptions options, String file, PrintWriter err)
      throws IOException {
    Path path = path(file);
    return stream
        ? new PacedFile(path, chunkBytes)
            .transcribe(recognizer, options, partial -> err.println(line(file, partial)))
        : recognizer.transcribe(path, options);
  }

  private static Path path(String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new BadInputException(file + ": not a file name: " + e.getReason(), e);
    }
  }

  private void print(Result result, PrintWriter out, PrintWriter err) {
    if (result.outcome.success().isEmpty()) {
      err.println("rubato: " + result.outcome.message(result.file));
      if (result.outcome.exitCode() == 1) {
        result.outcome.problem().printStackTrace(err);
      }
    } else if (json) {
      out.println(TranscriptJson.line(result.file, result.outcome.transcript()));
    } else {
      out.println(line(result.file, result.outcome.transcript().text()));
    }
    out.flush();
  }

  private String line(String file, String text) {
    return files.size() == 1 ? text : file + ": " + text;
  }
}
