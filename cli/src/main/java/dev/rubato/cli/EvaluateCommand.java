package dev.rubato.cli;

import dev.rubato.engine.Recognizer;
import dev.rubato.engine.StreamOptions;
import dev.rubato.engine.score.ManifestEntry;
import dev.rubato.engine.score.ManifestReader;
import dev.rubato.engine.score.ScoredUtterance;
import dev.rubato.engine.score.TextNormalizer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Word error rate on a manifest. Filled by picocli; used by one thread. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Measure the word error rate on recordings with transcripts.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  rubato evaluate --manifest test.jsonl",
      "  rubato evaluate --manifest test.jsonl --json --details errors.jsonl",
      "",
      "A manifest has one JSON object per line: audio_filepath (relative to the manifest),",
      "text, and optionally duration, speaker and corpus. Word error rates are sums of",
      "errors over sums of words. Recordings that cannot be read are reported and left",
      "out, and the exit code is 2."
    })
final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private EngineOptions engine;
  @Mixin private DialOptions dial;

  @Option(
      names = "--manifest",
      required = true,
      paramLabel = "M.jsonl",
      description = "Recordings and what is said in them.")
  private Path manifest;

  @Option(names = "--json", description = "Print one JSON object instead of a table.")
  private boolean json;

  @Option(
      names = "--normalizer",
      paramLabel = "NAME",
      defaultValue = "english",
      description =
          "What does not count as an error: raw (everything counts), plain (not case and"
              + " punctuation), english (nor mr or mister). Default: ${DEFAULT-VALUE}.")
  private TextNormalizer normalizer;

  @Option(
      names = "--details",
      paramLabel = "FILE",
      description = "Where to write every recording's alignment, one JSON object per line.")
  private Path details;

  private record Result(ManifestEntry entry, Outcome outcome) {}

  @Override
  public Integer call() throws IOException {
    List<ManifestEntry> entries = ManifestReader.read(manifest);
    List<EvaluatedFile> files = new ArrayList<>();
    int[] exitCode = {0};
    PrintWriter err = spec.commandLine().getErr();
    double wallSeconds;
    try (Recognizer recognizer = engine.open();
        ProgressLine progress = new ProgressLine("evaluate", entries.size(), err)) {
      StreamOptions options = dial.apply(StreamOptions.DEFAULT, recognizer);
      long start = System.nanoTime();
      OrderedTasks.run(
          entries,
          engine.parallelism(),
          entry ->
              new Result(entry, Outcome.of(() -> recognizer.transcribe(entry.audio(), options))),
          result -> {
            progress.step();
            exitCode[0] = Math.max(exitCode[0], result.outcome.exitCode());
            if (result.outcome.success().isPresent()) {
              files.add(score(result));
            } else {
              progress.say("rubato: " + result.outcome.message(result.entry.audio().toString()));
            }
          });
      wallSeconds = (System.nanoTime() - start) / 1e9;
    }
    int failed = entries.size() - files.size();
    Evaluation evaluation = Evaluation.of(files, failed, normalizer, wallSeconds);
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        json
            ? EvaluationReport.json(evaluation) + System.lineSeparator()
            : EvaluationReport.table(evaluation));
    writeDetails(files);
    return exitCode[0];
  }

  private EvaluatedFile score(Result result) {
    ManifestEntry entry = result.entry;
    ScoredUtterance scored =
        ScoredUtterance.of(
            entry.corpus(), entry.text(), result.outcome.transcript().text(), normalizer);
    return new EvaluatedFile(entry, result.outcome.transcript(), scored, result.outcome.seconds());
  }

  private void writeDetails(List<EvaluatedFile> files) {
    if (details == null) {
      return;
    }
    try {
      Files.write(
          details, files.stream().map(file -> EvaluationReport.details(file, normalizer)).toList());
    } catch (IOException e) {
      throw new BadInputException("%s: cannot be written: %s".formatted(details, e), e);
    }
  }
}
