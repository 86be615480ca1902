package dev.rubato.engine.lm.estimate;

import dev.rubato.engine.lm.LanguageModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words of the model to be made: numbers 0 to 2 are unknown, start and end, the others follow
 * in alphabetical order. Immutable; may be shared between threads.
 */
final class WordNumbers {
  static final int UNKNOWN = 0;
  static final int START = 1;
  static final int END = 2;

  private final List<String> words;
  // By number in the corpus.
  private final int[] mapped;

  private WordNumbers(List<String> words, int[] mapped) {
    this.words = words;
    this.mapped = mapped;
  }

  /** Chooses the words as the options say. */
  static WordNumbers choose(Corpus corpus, EstimatorOptions options) {
    List<String> kept = new ArrayList<>();
    for (Map.Entry<String, Integer> entry : corpus.numbers().entrySet()) {
      boolean wanted = options.vocabulary().map(set -> set.contains(entry.getKey())).orElse(true);
      if (wanted && corpus.count(entry.getValue()) >= options.minWordCount()) {
        kept.add(entry.getKey());
      }
    }
    if (kept.size() > options.maxWords()) {
      Comparator<String> byCount =
          Comparator.comparingInt(word -> -corpus.count(corpus.numbers().get(word)));
      kept.sort(byCount.thenComparing(Comparator.naturalOrder()));
      kept = kept.subList(0, options.maxWords());
    }
    Set<String> chosen = new LinkedHashSet<>(kept);
    options.vocabulary().ifPresent(chosen::addAll);
    List<String> specials = List.of(LanguageModel.UNKNOWN, LanguageModel.START, LanguageModel.END);
    specials.forEach(chosen::remove);
    List<String> words = new ArrayList<>(chosen);
    Collections.sort(words);
    words.addAll(0, specials);
    int[] mapped = new int[corpus.numbers().size()];
    for (int i = specials.size(); i < words.size(); i++) {
      Integer number = corpus.numbers().get(words.get(i));
      if (number != null) {
        mapped[number] = i;
      }
    }
    return new WordNumbers(words, mapped);
  }

  /** The words by number. */
  List<String> words() {
    return words;
  }

  /** The number of a word of the corpus, {@link Corpus#END} included. */
  int of(int corpusNumber) {
    return switch (corpusNumber) {
      case Corpus.END -> END;
      case Corpus.UNKNOWN -> UNKNOWN;
      default -> mapped[corpusNumber];
    };
  }
}
