package dev.rubato.cli;

import dev.rubato.engine.Compute;
import dev.rubato.engine.score.Score;
import dev.rubato.engine.score.TextNormalizer;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How well and how fast a model does on a manifest. Immutable; may be shared between threads.
 *
 * @param normalizer what did not count as an error
 * @param all the whole manifest
 * @param corpora its corpora by name
 * @param failed recordings that could not be read and are in no figure
 */
record Evaluation(
    TextNormalizer normalizer, Part all, SortedMap<String, Part> corpora, int failed) {

  /**
   * Some of the recordings together.
   *
   * @param score their errors
   * @param audioSeconds their length, seconds
   * @param rtf processing time over audio time; all recordings together took the wall time of the
   *     evaluation, and each counts with its share of it
   * @param compute the encoder's work
   */
  record Part(Score score, double audioSeconds, double rtf, Compute compute) {}

  /**
   * Adds up.
   *
   * @param files what was recognised
   * @param failed number of recordings that could not be read
   * @param normalizer what did not count as an error
   * @param wallSeconds how long everything took, seconds
   */
  static Evaluation of(
      List<EvaluatedFile> files, int failed, TextNormalizer normalizer, double wallSeconds) {
    double worked = files.stream().mapToDouble(EvaluatedFile::seconds).sum();
    double share = worked == 0 ? 0 : wallSeconds / worked;
    Map<String, List<EvaluatedFile>> byCorpus =
        files.stream().collect(Collectors.groupingBy(file -> file.entry().corpus()));
    SortedMap<String, Part> corpora = new TreeMap<>();
    byCorpus.forEach((corpus, part) -> corpora.put(corpus, part(part, share)));
    return new Evaluation(normalizer, part(files, share), corpora, failed);
  }

  private static Part part(List<EvaluatedFile> files, double share) {
    double audio = files.stream().mapToDouble(file -> file.transcript().duration()).sum();
    double worked = files.stream().mapToDouble(EvaluatedFile::seconds).sum();
    return new Part(
        Score.of(files.stream().map(EvaluatedFile::scored).toList()),
        audio,
        audio == 0 ? 0 : worked * share / audio,
        files.stream()
            .map(file -> file.transcript().compute())
            .reduce(Compute.NONE, Compute::plus));
  }
}
