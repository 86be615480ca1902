package dev.rubato.engine.lm.estimate;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a model is estimated. Immutable; may be shared between threads.
 *
 * @param order longest n-gram, 1 to 6. The default of 3 suits a few million words
 * @param cutoffs for lengths 1, 2, ...: n-grams seen at most so often are left out; the last entry
 *     also stands for greater lengths. Entries must not fall, since a long n-gram is seen no more
 *     often than its parts; the first must be 0 (limit words with the next three). Default: keep
 *     all
 * @param minWordCount words seen less often become {@code <unk>}. The default of 1 keeps all
 * @param maxWords only so many of the most frequent words are kept; the others become {@code <unk>}
 * @param vocabulary if given, all other words become {@code <unk>}, and all of it is in the model
 * @param memoryBytes memory for sorting; more text goes through temporary files. Words take memory
 *     of their own
 * @param temporary where the folder of temporary files is made
 */
public record EstimatorOptions(
    int order,
    List<Integer> cutoffs,
    int minWordCount,
    int maxWords,
    Optional<Set<String>> vocabulary,
    long memoryBytes,
    Path temporary) {

  private static final int MAX_ORDER = 6;

  /** Trigrams, nothing left out, 512 MB, the system's temporary folder. */
  public static final EstimatorOptions DEFAULT =
      new EstimatorOptions(
          3,
          List.of(0),
          1,
          Integer.MAX_VALUE,
          Optional.empty(),
          512L << 20,
          Path.of(System.getProperty("java.io.tmpdir")));

  /** Validates every field; the message names the field and the permitted values. */
  public EstimatorOptions {
    require(order >= 1 && order <= MAX_ORDER, "order must be between 1 and " + MAX_ORDER, order);
    cutoffs = List.copyOf(cutoffs);
    require(!cutoffs.isEmpty() && cutoffs.get(0) == 0, "the first cutoff must be 0", cutoffs);
    for (int i = 1; i < cutoffs.size(); i++) {
      require(cutoffs.get(i) >= cutoffs.get(i - 1), "cutoffs must not fall", cutoffs);
    }
    require(minWordCount >= 1, "minWordCount must be positive", minWordCount);
    require(maxWords >= 1, "maxWords must be positive", maxWords);
    vocabulary = vocabulary.map(Set::copyOf);
    require(memoryBytes >= 1 << 16, "memoryBytes must be at least 65536", memoryBytes);
    requireNonNull(temporary, "temporary is null");
  }

  /** The cutoff for n-grams of length n. */
  int cutoff(int n) {
    return cutoffs.get(Math.min(n, cutoffs.size()) - 1);
  }

  /** The same options with another order. */
  public EstimatorOptions withOrder(int longest) {
    return new EstimatorOptions(
        longest, cutoffs, minWordCount, maxWords, vocabulary, memoryBytes, temporary);
  }

  /** The same options with other cutoffs. */
  public EstimatorOptions withCutoffs(List<Integer> counts) {
    return new EstimatorOptions(
        order, counts, minWordCount, maxWords, vocabulary, memoryBytes, temporary);
  }

  /** The same options with another least count of words. */
  public EstimatorOptions withMinWordCount(int count) {
    return new EstimatorOptions(
        order, cutoffs, count, maxWords, vocabulary, memoryBytes, temporary);
  }

  /** The same options with another limit on the number of words. */
  public EstimatorOptions withMaxWords(int count) {
    return new EstimatorOptions(
        order, cutoffs, minWordCount, count, vocabulary, memoryBytes, temporary);
  }

  /** The same options with a closed list of words. */
  public EstimatorOptions withVocabulary(Set<String> words) {
    return new EstimatorOptions(
        order, cutoffs, minWordCount, maxWords, Optional.of(words), memoryBytes, temporary);
  }

  /** The same options with another memory for sorting, bytes. */
  public EstimatorOptions withMemoryBytes(long bytes) {
    return new EstimatorOptions(
        order, cutoffs, minWordCount, maxWords, vocabulary, bytes, temporary);
  }

  /** The same options with another place for temporary files. */
  public EstimatorOptions withTemporary(Path folder) {
    return new EstimatorOptions(
        order, cutoffs, minWordCount, maxWords, vocabulary, memoryBytes, folder);
  }

  private static void require(boolean condition, String message, Object value) {
    if (!condition) {
      throw new IllegalArgumentException(message + ", but is " + value);
    }
  }
}
