package dev.rubato.training.cli;

import dev.rubato.training.run.RunExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rubato export}: a model package from a training run. Not safe for several threads. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Makes a model package from the newest checkpoint of a training run.",
    footer = {"", "Example:", "  rubato export runs/first --output models/first"})
public final class ExportCommand implements Callable<Integer> {
  @Parameters(index = "0", description = "Run folder.")
  private Path run;

  @Option(names = "--output", required = true, description = "Package folder, or a .zip file.")
  private Path output;

  @Option(names = "--name", description = "Name of the model. Default: name of the output.")
  private String name;

  @Option(
      names = "--language",
      defaultValue = "en",
      description = "BCP 47 tag of the language. Default: ${DEFAULT-VALUE}")
  private String language;

  @Option(names = "--card", description = "Model card, Markdown.")
  private Path card;

  @Option(names = "--lm", description = "Language model to put into the package.")
  private Path languageModel;

  @Override
  public Integer call() throws IOException {
    String chosen =
        name != null ? name : output.getFileName().toString().replaceFirst("\\.zip$", "");
    String text = card == null ? null : Files.readString(card);
    RunExport.write(run, chosen, language, text, languageModel, output);
    System.err.println("wrote " + output);
    return 0;
  }
}
