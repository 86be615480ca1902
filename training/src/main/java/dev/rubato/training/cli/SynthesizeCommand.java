package dev.rubato.training.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rubato.training.BadInputException;
import dev.rubato.training.synthesis.SpeechSynthesis;
import dev.rubato.training.synthesis.SynthesisProgress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes training speech from text. Used by one thread. */
@Command(
    name = "synthesize",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Makes training speech from text with espeak-ng and flite.",
    footer = {
      "",
      "DIR gets 16 kHz mono WAV files and manifest.jsonl. A call that was interrupted continues",
      "where it stopped; a call with more hours adds to what is there. Equal text, seed and",
      "shares make equal speech, whatever the number of jobs.",
      "",
      "Examples:",
      "  rubato synthesize --text sentences.txt --output speech --hours 25",
      "  rubato synthesize --text sentences.txt --output speech --hours 2 --flite-share 0"
    })
final class SynthesizeCommand implements Callable<Integer> {
  private static final long REPORT_NANOS = 10_000_000_000L;

  @Spec private CommandSpec spec;

  @Option(
      names = "--text",
      required = true,
      paramLabel = "FILE",
      description = "One sentence per line; lines of 2 to 20 words without digits are used.")
  private Path text;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "DIR",
      description = "Folder to fill or to continue.")
  private Path output;

  @Option(
      names = "--hours",
      required = true,
      paramLabel = "H",
      description = "Hours of audio that the folder shall have.")
  private double hours;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Chooses sentences, voices and settings (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--jobs",
      paramLabel = "J",
      description = "Synthesizer processes at a time (default: one per processor).")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--espeak-share",
      paramLabel = "W",
      description = "Share of utterances by espeak-ng; 0 goes without (default: ${DEFAULT-VALUE}).")
  private double espeakShare = 0.4;

  @Option(
      names = "--flite-share",
      paramLabel = "W",
      description = "Share of utterances by flite; 0 goes without (default: ${DEFAULT-VALUE}).")
  private double fliteShare = 0.6;

  @Option(names = "--json", description = "Prints the result as one JSON object.")
  private boolean json;

  private final long start = System.nanoTime();
  private long reported = start;

  @Override
  public Integer call() throws Exception {
    SpeechSynthesis synthesis;
    try {
      synthesis = new SpeechSynthesis(text, output, hours, seed, jobs, espeakShare, fliteShare);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
    SynthesisProgress end = synthesis.run(this::report);
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? asJson(end) : asText(end));
    out.flush();
    return 0;
  }

  private void report(SynthesisProgress progress) {
    long now = System.nanoTime();
    if (now - reported < REPORT_NANOS) {
      return;
    }
    reported = now;
    double left = (progress.wanted() - progress.total()) / realTimes(progress);
    spec.commandLine()
        .getErr()
        .printf(
            Locale.ROOT,
            "%.2f of %.2f h, %d utterances, %.0f x real time, %d min left%n",
            progress.total(),
            progress.wanted(),
            progress.utterances(),
            realTimes(progress),
            Math.round(60 * left));
  }

  private double realTimes(SynthesisProgress progress) {
    return progress.made() * 3600e9 / Math.max(1, System.nanoTime() - start);
  }

  private String asText(SynthesisProgress end) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(end.hours())
        .forEach((corpus, h) -> text.append(String.format(Locale.ROOT, "%s\t%.2f h%n", corpus, h)));
    return text
        + String.format(
            Locale.ROOT,
            "all\t%.2f h in %d utterances; this call made %.2f h at %.0f x real time, %d rejected",
            end.total(),
            end.utterances(),
            end.made(),
            realTimes(end),
            end.rejected());
  }

  private String asJson(SynthesisProgress end) throws Exception {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("utterances", end.utterances());
    result.put("hours", end.total());
    result.put("corpora", new TreeMap<>(end.hours()));
    result.put("made", end.made());
    result.put("rejected", end.rejected());
    result.put("real_time_factor", 1 / Math.max(1e-9, realTimes(end)));
    return new ObjectMapper().writeValueAsString(result);
  }
}
