package dev.rubato.cli.lm;

import dev.rubato.engine.lm.LanguageModelException;
import dev.rubato.engine.lm.estimate.EstimatorOptions;
import dev.rubato.engine.lm.estimate.NgramEstimator;
import dev.rubato.engine.lm.ngram.ArpaWriter;
import dev.rubato.engine.lm.ngram.EntropyPruner;
import dev.rubato.engine.lm.ngram.NgramModel;
import dev.rubato.engine.lm.ngram.NgramTableBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Estimates a language model from text. Filled by picocli; used by one thread. */
@Command(
    name = "build",
    mixinStandardHelpOptions = true,
    description = {
      "Estimate a language model from text, one sentence per line, words separated by spaces, spelled"
          + " as the recogniser spells them.",
      "Smoothing is interpolated modified Kneser-Ney. Counts are sorted on disk, so the text may be"
          + " larger than memory; an ARPA file without --prune is written without holding the model in"
          + " memory, everything else takes about 30 bytes per n-gram."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  rubato lm build sentences.txt.xz -o lm.bin --order 4 --prune 3e-9",
      "  zcat *.gz | rubato lm build -o lm.arpa.gz --order 5 --cutoffs 0,0,1"
    })
final class LmBuildCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private LmOutput output;

  @Parameters(
      arity = "0..*",
      paramLabel = "TEXT",
      description = "Text, also compressed with gzip or xz; - is standard input, the default.")
  private List<Path> texts = List.of();

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "Model to write: ARPA if it ends in .arpa or .arpa.gz, else Rubato's binary.")
  private Path file;

  @Option(
      names = {"-n", "--order"},
      paramLabel = "N",
      defaultValue = "3",
      description = "Longest n-gram, 1 to 6. Default: ${DEFAULT-VALUE}.")
  private int order;

  @Option(
      names = "--cutoffs",
      split = ",",
      paramLabel = "COUNT",
      defaultValue = "0",
      description =
          "For lengths 1, 2, ...: leave out n-grams seen at most so often; the last also stands for"
              + " greater lengths. The first is 0. Default: keep all.")
  private List<Integer> cutoffs;

  @Option(
      names = "--prune",
      paramLabel = "RISE",
      description =
          "Leave out n-grams whose loss raises perplexity by less than this share, for example 1e-8.")
  private Double prune;

  @Option(
      names = "--min-count",
      paramLabel = "N",
      defaultValue = "1",
      description = "Words seen less often become <unk>. Default: ${DEFAULT-VALUE}.")
  private int minCount;

  @Option(
      names = "--max-words",
      paramLabel = "N",
      description = "Keep only so many of the most frequent words.")
  private Integer maxWords;

  @Option(
      names = "--words",
      paramLabel = "FILE",
      description = "Keep exactly these words, separated by white space; all others become <unk>.")
  private Path words;

  @Option(
      names = "--memory",
      paramLabel = "MB",
      defaultValue = "512",
      description = "Memory for sorting, in MB. Default: ${DEFAULT-VALUE}.")
  private long memory;

  @Option(
      names = "--temporary",
      paramLabel = "DIR",
      description = "Where temporary files go: about 30 bytes per word of text and order.")
  private Path temporary;

  @Override
  public Integer call() throws IOException {
    EstimatorOptions options = options();
    output.check(file);
    PrintWriter err = spec.commandLine().getErr();
    try (NgramEstimator estimator = new NgramEstimator(options, err::println)) {
      LmTexts.read(texts, estimator::read);
      if (LmOutput.isArpa(file) && prune == null) {
        LmOutput.whole(file, part -> writeArpa(estimator, part));
        err.println("wrote " + file);
      } else {
        NgramTableBuilder builder = new NgramTableBuilder();
        estimator.estimate(builder);
        NgramModel model = builder.model();
        if (prune != null) {
          err.println("pruning");
          model = EntropyPruner.prune(model, prune);
        }
        output.save(model, file);
        err.println("wrote " + LmFacts.of(model, file));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return 0;
  }

  private static void writeArpa(NgramEstimator estimator, Path part) throws IOException {
    try (OutputStream raw = Files.newOutputStream(part);
        ArpaWriter writer =
            new ArpaWriter(part.toString().endsWith(".gz") ? new GZIPOutputStream(raw) : raw)) {
      estimator.estimate(writer);
    }
  }

  private EstimatorOptions options() throws IOException {
    if (prune != null && !(prune >= 0)) {
      throw new LanguageModelException("--prune must not be negative, but is " + prune);
    }
    try {
      EstimatorOptions options =
          EstimatorOptions.DEFAULT
              .withOrder(order)
              .withCutoffs(cutoffs)
              .withMinWordCount(minCount)
              .withMemoryBytes(Math.multiplyExact(memory, 1L << 20));
      if (maxWords != null) {
        options = options.withMaxWords(maxWords);
      }
      if (words != null) {
        options = options.withVocabulary(readWords());
      }
      if (temporary != null && !Files.isDirectory(temporary)) {
        throw new LanguageModelException(temporary + ": no such folder for temporary files");
      }
      return temporary == null ? options : options.withTemporary(temporary);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new LanguageModelException(e.getMessage(), e);
    }
  }

  private Set<String> readWords() throws IOException {
    Set<String> listed = new HashSet<>();
    LmTexts.read(
        List.of(words),
        text -> text.lines().forEach(line -> listed.addAll(List.of(line.strip().split("\\s+")))));
    listed.remove("");
    return listed;
  }
}
