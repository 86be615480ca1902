package dev.rubato.cli.lm;

import dev.rubato.engine.lm.LanguageModelException;
import dev.rubato.engine.lm.ngram.EntropyPruner;
import dev.rubato.engine.lm.ngram.NgramModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Converts between ARPA and binary models. Filled by picocli; used by one thread. */
@Command(
    name = "convert",
    mixinStandardHelpOptions = true,
    description = "Convert a language model: ARPA (also gzip) to Rubato's binary or back.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  rubato lm convert from-srilm.arpa.gz lm.bin",
      "  rubato lm convert lm.bin lm.arpa",
      "  rubato lm convert large.arpa small.bin --prune 1e-8"
    })
final class LmConvertCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private LmOutput output;

  @Parameters(index = "0", paramLabel = "FROM", description = "Model to read.")
  private Path from;

  @Parameters(
      index = "1",
      paramLabel = "TO",
      description = "Model to write: ARPA if it ends in .arpa or .arpa.gz, else Rubato's binary.")
  private Path to;

  @Option(
      names = "--prune",
      paramLabel = "RISE",
      description =
          "Leave out n-grams whose loss raises perplexity by less than this share, for example 1e-8."
              + " Models made with --prune by lm build are better: they know the training counts.")
  private Double prune;

  @Override
  public Integer call() throws IOException {
    output.check(to);
    NgramModel model = LmModels.open(from);
    if (prune != null) {
      try {
        model = EntropyPruner.prune(model, prune);
      } catch (IllegalArgumentException e) {
        throw new LanguageModelException(e.getMessage(), e);
      }
    }
    output.save(model, to);
    spec.commandLine().getErr().println("wrote " + LmFacts.of(model, to));
    return 0;
  }
}
