package dev.rubato.training.cli;

import dev.rubato.training.BadInputException;
import dev.rubato.training.lexicon.EspeakPhonemizer;
import dev.rubato.training.lexicon.Lexicon;
import dev.rubato.training.text.WordList;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the phones of every word of manifests and text files. Used by one thread. */
@Command(
    name = "lexicon",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Writes the phones of every word of manifests and text files, by espeak-ng.",
    footer = {
      "",
      "The output has one line 'word<TAB>phone phone ...' per word. Phones and how often they",
      "occur are printed on standard output.",
      "",
      "Example:",
      "  rubato lexicon --output lexicon.txt train/manifest.jsonl sentences.txt"
    })
final class LexiconCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "MANIFEST_OR_TEXT",
      description = "Manifests (.jsonl, the field \"text\" of each line) or plain text files.")
  private List<Path> inputs;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "LEXICON.txt",
      description = "File to write; replaced if it exists.")
  private Path output;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "espeak-ng processes at a time (default: one per processor).")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() throws Exception {
    Checks.atLeast("--jobs", jobs, 1);
    WordList words = new WordList();
    for (Path input : inputs) {
      words.addFile(input);
    }
    PrintWriter err = spec.commandLine().getErr();
    if (words.skippedLines() > 0) {
      err.printf("%d lines left out: digits or letters outside a-z%n", words.skippedLines());
    }
    if (words.words().isEmpty()) {
      throw new BadInputException("there is no word in " + inputs + "; give text or manifests");
    }
    SortedMap<String, List<String>> spoken = new TreeMap<>();
    for (Map.Entry<String, List<String>> entry :
        new EspeakPhonemizer(jobs).phones(words.words()).entrySet()) {
      if (entry.getValue().isEmpty()) {
        err.printf("left out, espeak-ng does not speak it: %s%n", entry.getKey());
      } else {
        spoken.put(entry.getKey(), entry.getValue());
      }
    }
    Lexicon lexicon = new Lexicon(spoken);
    lexicon.write(output);
    PrintWriter out = spec.commandLine().getOut();
    lexicon.phoneCounts().forEach((phone, count) -> out.printf("%s\t%d%n", phone, count));
    out.flush();
    err.printf(
        "%d words, %d phones in %s%n",
        lexicon.words().size(), lexicon.phoneCounts().size(), output);
    return 0;
  }
}
