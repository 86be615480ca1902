package dev.rubato.engine.lm.ngram;

import dev.rubato.engine.lm.LanguageModel;
import dev.rubato.engine.lm.LanguageModelException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects n-grams in any order of their words and builds the trie. Holds all of them in memory,
 * about 30 bytes each. Contexts that a model extends but does not list (some tools drop them) are
 * added with the probability that backing off gives, which changes no score. Not safe for use by
 * several threads at once.
 */
public final class NgramTableBuilder implements NgramSink {
  /** Log-probability of unknown words for a model that has none: that of its rarest word. */
  private static final float NO_WORD = -90;

  private final List<String> names = new ArrayList<>();
  private final Ngrams unigrams = new Ngrams(1);
  private final List<Ngrams> longer = new ArrayList<>();
  private NgramTable table;

  /** Makes an empty builder. */
  public NgramTableBuilder() {}

  @Override
  public void begin(long[] counts) {
    for (int n = 2; n <= counts.length; n++) {
      longer.add(new Ngrams(n));
    }
  }

  @Override
  public void unigram(String word, float logProb, float backoff, float count) {
    unigrams.add(new int[] {names.size()}, logProb, backoff, count);
    names.add(word);
  }

  @Override
  public void ngram(int[] words, int n, float logProb, float backoff, float count) {
    longer.get(n - 2).add(words, logProb, backoff, count);
  }

  @Override
  public void end() {
    addUnknown();
    Set<String> distinct = new HashSet<>();
    for (String name : names) {
      if (!distinct.add(name)) {
        throw new LanguageModelException("the word \"%s\" is listed twice".formatted(name));
      }
    }
    WordList words = WordList.of(names);
    int[] number = new int[names.size()];
    for (int i = 0; i < number.length; i++) {
      number[i] = words.find(names.get(i));
    }
    NgramTable.Level[] levels = new NgramTable.Level[1 + longer.size()];
    levels[0] = new NgramTable.Level(number.length, longer.isEmpty());
    for (int i = 0; i < number.length; i++) {
      levels[0].word[number[i]] = number[i];
      levels[0].logProb[number[i]] = unigrams.logProb[i];
      if (!longer.isEmpty()) {
        levels[0].backoff[number[i]] = unigrams.backoff[i];
        levels[0].count[number[i]] = unigrams.count[i];
      }
    }
    for (Ngrams ngrams : longer) {
      for (int i = 0; i < ngrams.size * ngrams.length; i++) {
        ngrams.words[i] = number[ngrams.words[i]];
      }
    }
    new TrieLevels(words, levels, longer).build();
    table = new NgramTable(words, levels);
    longer.clear();
  }

  private void addUnknown() {
    if (names.contains(LanguageModel.UNKNOWN)) {
      return;
    }
    float rarest = 0;
    for (int i = 0; i < unigrams.size; i++) {
      if (unigrams.logProb[i] > NO_WORD) {
        rarest = Math.min(rarest, unigrams.logProb[i]);
      }
    }
    unigram(LanguageModel.UNKNOWN, rarest, 0, 0);
  }

  /** The model, after {@link #end()}. */
  public NgramModel model() {
    return new NgramModel(table());
  }

  NgramTable table() {
    if (table == null) {
      throw new IllegalStateException("the model was not ended");
    }
    return table;
  }
}
