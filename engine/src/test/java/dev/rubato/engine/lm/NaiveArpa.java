package dev.rubato.engine.lm;

import dev.rubato.engine.lm.ngram.NgramSink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The n-grams of a model in hash maps, scored as the definition of the format says. */
public final class NaiveArpa implements NgramSink {
  /** Base-10 log-probabilities by n-gram, words separated by spaces. */
  public final Map<String, Float> logProbs = new HashMap<>();

  /** Base-10 backing-off weights by n-gram. */
  public final Map<String, Float> backoffs = new HashMap<>();

  /** The words in the order they came. */
  public final List<String> words = new ArrayList<>();

  /** Length of the longest n-grams. */
  public int order;

  @Override
  public void begin(long[] counts) {
    order = counts.length;
  }

  @Override
  public void unigram(String word, float logProb, float backoff, float count) {
    words.add(word);
    put(word, logProb, backoff);
  }

  @Override
  public void ngram(int[] ngram, int n, float logProb, float backoff, float count) {
    List<String> spelled = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      spelled.add(words.get(ngram[i]));
    }
    put(String.join(" ", spelled), logProb, backoff);
  }

  private void put(String ngram, float logProb, float backoff) {
    logProbs.put(ngram, logProb);
    backoffs.put(ngram, backoff);
  }

  @Override
  public void end() {
    // Everything is in place.
  }

  /** Base-10 log-probability of a word after any number of words. */
  public double score(List<String> history, String word) {
    List<String> context = history.subList(Math.max(0, history.size() - order + 1), history.size());
    String ngram = context.isEmpty() ? word : String.join(" ", context) + " " + word;
    if (logProbs.containsKey(ngram)) {
      return logProbs.get(ngram);
    }
    float backoff = backoffs.getOrDefault(String.join(" ", context), 0f);
    return backoff + score(context.subList(1, context.size()), word);
  }
}
