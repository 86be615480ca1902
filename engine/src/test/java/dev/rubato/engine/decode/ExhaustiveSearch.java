package dev.rubato.engine.decode;

import dev.rubato.engine.lm.LanguageModel;
import dev.rubato.engine.lm.Score;
import dev.rubato.model.Vocabulary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Scores every sequence of symbols by adding up all its alignments. */
final class ExhaustiveSearch {
  private final Vocabulary vocabulary;
  private final LanguageModel model;
  private final BeamOptions options;

  ExhaustiveSearch(Vocabulary vocabulary, LanguageModel model, BeamOptions options) {
    this.vocabulary = vocabulary;
    this.model = model;
    this.options = options;
  }

  /** Natural log-scores by text; of several spellings in symbols the best. */
  Map<String, Double> scores(float[] logProbs, int frames) {
    Map<List<Integer>, Double> sequences = new HashMap<>();
    align(logProbs, 0, frames, new ArrayList<>(), 1, sequences);
    Map<String, Double> texts = new HashMap<>();
    sequences.forEach(
        (sequence, probability) -> {
          int[] symbols = sequence.stream().mapToInt(Integer::intValue).toArray();
          String text = vocabulary.text(symbols).replaceAll(" +", " ");
          texts.merge(text, Math.log(probability) + languageScore(text), Math::max);
        });
    return texts;
  }

  private void align(
      float[] logProbs,
      int t,
      int frames,
      List<Integer> path,
      double probability,
      Map<List<Integer>, Double> sequences) {
    if (t == frames) {
      sequences.merge(collapse(path), probability, Double::sum);
      return;
    }
    for (int symbol = 0; symbol < vocabulary.size(); symbol++) {
      path.add(symbol);
      double next = probability * Math.exp(logProbs[t * vocabulary.size() + symbol]);
      align(logProbs, t + 1, frames, path, next, sequences);
      path.remove(path.size() - 1);
    }
  }

  /** Merges repetitions, removes blanks, and delimiters where no word has begun. */
  private List<Integer> collapse(List<Integer> path) {
    List<Integer> collapsed = new ArrayList<>();
    int previous = Vocabulary.BLANK;
    for (int symbol : path) {
      if (symbol != previous && symbol != Vocabulary.BLANK) {
        boolean delimiter = vocabulary.symbol(symbol).equals(vocabulary.wordDelimiter());
        boolean wordless =
            collapsed.isEmpty()
                || vocabulary
                    .symbol(collapsed.get(collapsed.size() - 1))
                    .endsWith(vocabulary.wordDelimiter());
        if (!delimiter || !wordless) {
          collapsed.add(symbol);
        }
      }
      previous = symbol;
    }
    int last = collapsed.size() - 1;
    if (last >= 0 && vocabulary.symbol(collapsed.get(last)).equals(vocabulary.wordDelimiter())) {
      collapsed.remove(last);
    }
    return collapsed;
  }

  private double languageScore(String text) {
    double score = 0;
    int state = model.startState();
    for (String word : text.isEmpty() ? new String[0] : text.split(" ")) {
      int id = model.id(word);
      long scored = model.score(state, id);
      score += options.lmWeight() * Score.logProb(scored) + options.wordBonus();
      if (id == model.unknown()) {
        score += options.unknownPenalty() + options.unknownSymbolPenalty() * word.length();
      }
      state = Score.state(scored);
    }
    long end = model.score(state, model.end());
    return score + options.endWeight() * options.lmWeight() * Score.logProb(end);
  }
}
