package dev.rubato.engine.score;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Errors of many utterances together: rates are sums of errors over sums of reference units, never
 * means of rates. Immutable; may be shared between threads.
 *
 * @param utterances number of utterances
 * @param words errors in words, normalised
 * @param characters errors in characters, normalised
 * @param rawWords errors in words without normalisation
 * @param interval 95 % bootstrap interval of the word error rate
 */
public record Score(
    int utterances,
    ErrorCounts words,
    ErrorCounts characters,
    ErrorCounts rawWords,
    Interval interval) {

  /** Adds up utterances. */
  public static Score of(Collection<ScoredUtterance> scored) {
    ErrorCounts words = ErrorCounts.NONE;
    ErrorCounts characters = ErrorCounts.NONE;
    ErrorCounts rawWords = ErrorCounts.NONE;
    for (ScoredUtterance utterance : scored) {
      words = words.plus(utterance.words());
      characters = characters.plus(utterance.characters());
      rawWords = rawWords.plus(utterance.rawWords());
    }
    List<ErrorCounts> samples = scored.stream().map(ScoredUtterance::words).toList();
    return new Score(scored.size(), words, characters, rawWords, Bootstrap.interval(samples));
  }

  /** Adds up the utterances of every corpus, by name. */
  public static SortedMap<String, Score> byCorpus(Collection<ScoredUtterance> scored) {
    SortedMap<String, Score> scores = new TreeMap<>();
    scored.stream()
        .collect(Collectors.groupingBy(ScoredUtterance::corpus))
        .forEach((corpus, part) -> scores.put(corpus, of(part)));
    return scores;
  }
}
