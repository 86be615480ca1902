package dev.rubato.engine.decode;

import dev.rubato.engine.lm.LanguageModel;
import dev.rubato.engine.lm.Score;
import dev.rubato.model.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The words of a language model by their characters. Each node knows the word that ends there and
 * the score of the best word that it can become. A word whose case the vocabulary cannot write is
 * taken in the case that it can; of several words with the same spelling the most probable stays.
 * Immutable; may be shared between threads.
 */
final class LexiconTrie {
  /** The node before the first character. */
  static final int ROOT = CharTrie.ROOT;

  /** Stands for no node and no word. */
  static final int NONE = CharTrie.NONE;

  private record Entry(String spelling, int word, float logProb) {}

  private final CharTrie trie;
  private final int[] word;
  private final float[] outlook;

  private LexiconTrie(CharTrie trie, List<Entry> sorted) {
    this.trie = trie;
    this.word = new int[trie.size()];
    this.outlook = new float[trie.size()];
    Arrays.fill(outlook, Float.NEGATIVE_INFINITY);
    // Children have greater numbers than their parents, so they are complete when their turn comes.
    for (int node = trie.size() - 1; node >= 0; node--) {
      int string = trie.string(node);
      word[node] = string == NONE ? NONE : sorted.get(string).word();
      if (string != NONE) {
        outlook[node] = Math.max(outlook[node], sorted.get(string).logProb());
      }
      if (node != ROOT) {
        int parent = trie.parent(node);
        outlook[parent] = Math.max(outlook[parent], outlook[node]);
      }
    }
  }

  /** The words of a model that a vocabulary can write. */
  static LexiconTrie of(LanguageModel model, Vocabulary vocabulary) {
    Spelling spelling = new Spelling(vocabulary);
    List<Entry> entries = new ArrayList<>(model.size());
    for (int id = 0; id < model.size(); id++) {
      String text = model.word(id);
      if (!isSpecial(text)) {
        float logProb = Score.logProb(model.score(model.emptyState(), id));
        int number = id;
        spelling.of(text).ifPresent(spelled -> entries.add(new Entry(spelled, number, logProb)));
      }
    }
    entries.sort(
        Comparator.comparing(Entry::spelling)
            .thenComparing(Comparator.comparingDouble(Entry::logProb).reversed()));
    List<Entry> distinct = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      if (distinct.isEmpty()
          || !distinct.get(distinct.size() - 1).spelling().equals(entry.spelling())) {
        distinct.add(entry);
      }
    }
    return new LexiconTrie(CharTrie.of(distinct.stream().map(Entry::spelling).toList()), distinct);
  }

  private static boolean isSpecial(String word) {
    return word.equals(LanguageModel.START)
        || word.equals(LanguageModel.END)
        || word.equals(LanguageModel.UNKNOWN);
  }

  /** The node that a character leads to, or {@link #NONE}. */
  int child(int node, char character) {
    return trie.child(node, character);
  }

  /** True if a word of the model has this spelling. */
  boolean contains(String spelling) {
    int node = trie.find(spelling);
    return node != NONE && word[node] != NONE;
  }

  /** The word that ends at a node, or {@link #NONE}. */
  int word(int node) {
    return word[node];
  }

  /** Best natural log-probability, without context, of a word at or below a node. */
  float outlook(int node) {
    return outlook[node];
  }
}
