package dev.rubato.cli;

import dev.rubato.audio.AudioFiles;
import dev.rubato.engine.Recognizer;
import dev.rubato.engine.encoder.EncoderOutput;
import dev.rubato.model.ModelPackage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a model is, and what it says about a recording. Filled by picocli; used by one thread. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = "Show what a model is, or write its log-probabilities for a recording.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  rubato inspect models/en-small",
      "  rubato inspect --model my-model --audio talk.flac --log-probs out.npy"
    })
final class InspectCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private EngineOptions engine;

  @Parameters(
      arity = "0..1",
      paramLabel = "MODEL",
      description = "Model package. Default: that of --model.")
  private Path model;

  @Option(names = "--json", description = "Show the model as one JSON object.")
  private boolean json;

  @Option(
      names = "--audio",
      paramLabel = "FILE",
      description = "Recording to run through the encoder.")
  private Path audio;

  @Option(
      names = "--log-probs",
      paramLabel = "OUT.npy",
      description =
          "Where to write its log-probabilities: a NumPy array of 32-bit floats [T, V], natural"
              + " logarithms, T encoder frames of V symbols.")
  private Path logProbs;

  @Override
  public Integer call() throws IOException {
    if ((audio == null) != (logProbs == null)) {
      throw new BadInputException("--audio and --log-probs go together; give both or neither");
    }
    if (model != null && engine.namesModel()) {
      throw new BadInputException("name the model once: either MODEL or --model");
    }
    PrintWriter out = spec.commandLine().getOut();
    if (audio != null) {
      writeLogProbs(out);
      return 0;
    }
    try (ModelPackage opened = ModelPackage.open(model == null ? engine.model() : model)) {
      ModelFacts facts = ModelFacts.of(opened);
      out.print(json ? facts.toJson() + System.lineSeparator() : facts.toText());
    }
    return 0;
  }

  private void writeLogProbs(PrintWriter out) throws IOException {
    float[] samples = AudioFiles.read(audio);
    EncoderOutput output;
    try (Recognizer recognizer = model == null ? engine.open() : Recognizer.open(model)) {
      output = recognizer.encode(samples, 0);
    }
    try {
      NpyFile.write(logProbs, output.logProbs(), output.frames(), output.symbols());
    } catch (IOException e) {
      throw new BadInputException("%s: cannot be written: %s".formatted(logProbs, e), e);
    }
    out.printf("%s: float32 [%d, %d]%n", logProbs, output.frames(), output.symbols());
  }
}
