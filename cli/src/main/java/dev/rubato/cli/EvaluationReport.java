package dev.rubato.cli;

import static dev.rubato.cli.TranscriptJson.rounded;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rubato.engine.score.Alignment;
import dev.rubato.engine.score.ErrorCounts;
import dev.rubato.engine.score.ScoredUtterance;
import dev.rubato.engine.score.TextNormalizer;
import java.util.Locale;

/** Evaluations as JSON and as a table. Stateless; may be shared between threads. */
final class EvaluationReport {
  private EvaluationReport() {}

  /** One JSON object in one line. */
  static String json(Evaluation evaluation) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    put(node, evaluation.all());
    node.put("normalizer", name(evaluation.normalizer()));
    node.put("failed", evaluation.failed());
    ObjectNode corpora = node.putObject("corpora");
    evaluation.corpora().forEach((name, part) -> put(corpora.putObject(name), part));
    return TranscriptJson.write(node);
  }

  private static void put(ObjectNode node, Evaluation.Part part) {
    ErrorCounts words = part.score().words();
    node.put("wer", rounded(words.rate(), 6))
        .put("errors", words.errors())
        .put("substitutions", words.substitutions())
        .put("insertions", words.insertions())
        .put("deletions", words.deletions())
        .put("words", words.reference())
        .put("rtf", rounded(part.rtf(), 5))
        .put("wer_low", rounded(part.score().interval().low(), 6))
        .put("wer_high", rounded(part.score().interval().high(), 6))
        .put("raw_wer", rounded(part.score().rawWords().rate(), 6))
        .put("cer", rounded(part.score().characters().rate(), 6))
        .put("compute", rounded(part.compute().fraction(), 4))
        .put("utterances", part.score().utterances())
        .put("audio_seconds", rounded(part.audioSeconds(), 2));
  }

  /** For people. */
  static String table(Evaluation evaluation) {
    StringBuilder table = new StringBuilder();
    table.append(
        "%-20s %6s %7s %6s %15s %6s %6s %6s %7s %6s %6s %7s%n"
            .formatted(
                "corpus", "files", "words", "WER", "95 %", "sub", "del", "ins", "raw WER", "CER",
                "MACs", "RTF"));
    evaluation.corpora().forEach((name, part) -> row(table, name.isEmpty() ? "-" : name, part));
    row(table, "all", evaluation.all());
    table.append(
        "%% errors of words; normalisation: %s; MACs: %% of the dense encoder's; RTF: processing time / audio time%n"
            .formatted(name(evaluation.normalizer())));
    return table.toString();
  }

  private static void row(StringBuilder table, String name, Evaluation.Part part) {
    ErrorCounts words = part.score().words();
    table.append(
        "%-20s %6d %7d %6.2f %7.2f-%7.2f %6d %6d %6d %7.2f %6.2f %6.1f %7.4f%n"
            .formatted(
                name,
                part.score().utterances(),
                words.reference(),
                100 * words.rate(),
                100 * part.score().interval().low(),
                100 * part.score().interval().high(),
                words.substitutions(),
                words.deletions(),
                words.insertions(),
                100 * part.score().rawWords().rate(),
                100 * part.score().characters().rate(),
                100 * part.compute().fraction(),
                part.rtf()));
  }

  /** One recording as a JSON object in one line, with its alignment. */
  static String details(EvaluatedFile file, TextNormalizer normalizer) {
    String reference = file.entry().text();
    String hypothesis = file.transcript().text();
    ErrorCounts words = file.scored().words();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("audio_filepath", file.entry().audio().toString())
        .put("corpus", file.entry().corpus())
        .put("speaker", file.entry().speaker())
        .put("duration", rounded(file.transcript().duration(), 3))
        .put("reference", reference)
        .put("hypothesis", hypothesis)
        .put("wer", rounded(words.rate(), 6))
        .put("errors", words.errors())
        .put("words", words.reference());
    node.put("alignment", alignment(ScoredUtterance.align(reference, hypothesis, normalizer)));
    return TranscriptJson.write(node);
  }

  private static String alignment(Alignment alignment) {
    StringBuilder text = new StringBuilder();
    for (Alignment.Step step : alignment.steps()) {
      text.append(text.isEmpty() ? "" : " ")
          .append(
              switch (step.edit()) {
                case CORRECT -> step.reference();
                case SUBSTITUTION -> "[" + step.reference() + ">" + step.hypothesis() + "]";
                case DELETION -> "[" + step.reference() + ">]";
                case INSERTION -> "[>" + step.hypothesis() + "]";
              });
    }
    return text.toString();
  }

  private static String name(TextNormalizer normalizer) {
    return normalizer.name().toLowerCase(Locale.ROOT);
  }
}
