package dev.rubato.cli.lm;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rubato.engine.lm.LanguageModel;
import dev.rubato.engine.lm.LanguageModelException;
import dev.rubato.engine.lm.Perplexity;
import dev.rubato.engine.score.ManifestEntry;
import dev.rubato.engine.score.ManifestReader;
import dev.rubato.engine.score.TextNormalizer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures how well a language model predicts text. Filled by picocli; used by one thread. */
@Command(
    name = "perplexity",
    mixinStandardHelpOptions = true,
    description = {
      "Measure how well a language model predicts text, one sentence per line.",
      "Ends of sentences count as words. Unknown words count with the probability of <unk>; the"
          + " second figure leaves them out."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  rubato lm perplexity -m lm.bin test.txt",
      "  rubato lm perplexity -m models/en-small --manifest dev.jsonl --json"
    })
final class LmPerplexityCommand implements Callable<Integer> {
  private static final String ALL = "all";

  @Spec private CommandSpec spec;

  @Option(
      names = {"-m", "--model"},
      required = true,
      paramLabel = "MODEL",
      description = "Language model (ARPA or binary) or a model package that has one.")
  private Path model;

  @Parameters(
      arity = "0..*",
      paramLabel = "TEXT",
      description = "Text, also compressed with gzip or xz; - is standard input.")
  private List<Path> texts = List.of();

  @Option(
      names = "--manifest",
      paramLabel = "FILE",
      description = "Measure the transcripts of a manifest instead, per corpus.")
  private Path manifest;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (manifest != null && !texts.isEmpty()) {
      throw new LanguageModelException("give texts or a manifest, not both");
    }
    LanguageModel opened = LmModels.open(model);
    Map<String, Perplexity> measured = new TreeMap<>();
    measured.put(ALL, new Perplexity(opened));
    if (manifest == null) {
      LmTexts.read(texts, text -> text.lines().forEach(measured.get(ALL)::add));
    } else {
      for (ManifestEntry entry : ManifestReader.read(manifest)) {
        String text = TextNormalizer.ENGLISH.apply(entry.text());
        measured.get(ALL).add(text);
        if (!entry.corpus().isEmpty()) {
          measured.computeIfAbsent(entry.corpus(), name -> new Perplexity(opened)).add(text);
        }
      }
    }
    print(measured);
    return 0;
  }

  private void print(Map<String, Perplexity> measured) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (measured.get(ALL).result().sentences() == 0) {
      throw new LanguageModelException("there is no text to measure");
    }
    Map<String, Object> object = new LinkedHashMap<>();
    measured.forEach(
        (name, perplexity) -> {
          Perplexity.Result result = perplexity.result();
          if (json) {
            object.put(name, fields(result));
          } else {
            out.println(measured.size() == 1 ? result.toString() : name + ": " + result);
          }
        });
    if (json) {
      out.println(JsonMapper.builder().build().writeValueAsString(object));
    }
  }

  private static Map<String, Object> fields(Perplexity.Result result) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("sentences", result.sentences());
    fields.put("words", result.words());
    fields.put("unknown", result.unknown());
    fields.put("log_prob", result.logProb());
    fields.put("perplexity", result.perplexity());
    fields.put("perplexity_without_unknown", result.knownPerplexity());
    return fields;
  }
}
