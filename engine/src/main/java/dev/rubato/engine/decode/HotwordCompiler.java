package dev.rubato.engine.decode;

import dev.rubato.engine.decode.Hotwords.Reason;
import dev.rubato.engine.decode.Hotwords.Rejected;
import dev.rubato.model.Vocabulary;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Turns phrases as people write them into a {@link HotwordGraph}. White space, hyphens and
 * punctuation separate words; accents are dropped where the model cannot write them. Immutable; may
 * be shared between threads.
 */
final class HotwordCompiler {
  /** What a phrase of weight 1 is worth besides its length. */
  private static final double PER_PHRASE = 2;

  /** What each of its characters is worth: a longer phrase has more places to be misheard. */
  private static final double PER_CHARACTER = 0.4;

  private final Spelling spelling;
  private final LexiconTrie lexicon;
  private final double unknownPenalty;
  private final double unknownSymbolPenalty;

  HotwordCompiler(Vocabulary vocabulary, LexiconTrie lexicon, BeamOptions options) {
    this.spelling = new Spelling(vocabulary);
    this.lexicon = lexicon;
    this.unknownPenalty = options.unknownPenalty();
    this.unknownSymbolPenalty = options.unknownSymbolPenalty();
  }

  /** Compiles phrases; of several with the same words the one with the greatest weight counts. */
  Hotwords compile(Collection<Hotword> hotwords) {
    Map<String, Double> scores = new TreeMap<>();
    List<Rejected> rejected = new ArrayList<>();
    for (Hotword hotword : hotwords) {
      Optional<Rejected> defect = add(hotword, scores);
      defect.ifPresent(rejected::add);
    }
    if (scores.isEmpty()) {
      return new Hotwords(HotwordGraph.EMPTY, 0, rejected);
    }
    double[] values = scores.values().stream().mapToDouble(Double::doubleValue).toArray();
    HotwordGraph graph = new HotwordGraph(List.copyOf(scores.keySet()), values);
    return new Hotwords(graph, scores.size(), rejected);
  }

  private Optional<Rejected> add(Hotword hotword, Map<String, Double> scores) {
    String phrase = hotword.phrase() == null ? "" : hotword.phrase();
    double weight = hotword.weight();
    if (!(Math.abs(weight) <= Hotwords.MAX_WEIGHT)) {
      return rejected(
          phrase,
          Reason.WEIGHT,
          "its weight must be between -%.0f and %.0f, but is %s"
              .formatted(Hotwords.MAX_WEIGHT, Hotwords.MAX_WEIGHT, weight));
    }
    if (phrase.length() > Hotwords.MAX_LENGTH) {
      return rejected(
          phrase,
          Reason.TOO_LONG,
          "it is longer than %d characters".formatted(Hotwords.MAX_LENGTH));
    }
    StringBuilder pattern = new StringBuilder().append(SymbolPieces.BOUNDARY);
    double score = PER_PHRASE;
    for (String word : words(phrase)) {
      Optional<String> spelled = spelling.of(word).or(() -> spelling.of(plain(word)));
      if (spelled.isEmpty()) {
        return rejected(phrase, Reason.UNWRITABLE, unwritable(word));
      }
      pattern.append(spelled.get()).append(SymbolPieces.BOUNDARY);
      score += PER_CHARACTER * spelled.get().length();
    }
    if (pattern.length() == 1) {
      return rejected(phrase, Reason.EMPTY, "it has no letters");
    }
    score *= weight;
    if (weight > 0) {
      score += unknownCost(pattern);
    }
    if (scores.size() >= Hotwords.MAX_PHRASES && !scores.containsKey(pattern.toString())) {
      return rejected(
          phrase,
          Reason.TOO_MANY,
          "only %d phrases can be used at once".formatted(Hotwords.MAX_PHRASES));
    }
    scores.merge(pattern.toString(), score, Math::max);
    return Optional.empty();
  }

  private static Optional<Rejected> rejected(String phrase, Reason reason, String message) {
    return Optional.of(new Rejected(phrase, reason, message));
  }

  /** Cuts at everything that is no letter, digit, mark or apostrophe within a word. */
  private static List<String> words(String phrase) {
    String joined = Normalizer.normalize(phrase, Normalizer.Form.NFC).replace('\u2019', '\'');
    List<String> words = new ArrayList<>();
    for (String word : joined.split("[^\\p{L}\\p{M}\\p{N}']+")) {
      String bare = word.replaceAll("^'+|'+$", "");
      if (!bare.isEmpty()) {
        words.add(bare);
      }
    }
    return words;
  }

  private static String plain(String word) {
    return Normalizer.normalize(word, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
  }

  private String unwritable(String word) {
    int character = spelling.unwritable(word.toLowerCase(java.util.Locale.ROOT));
    String hint = Character.isDigit(character) ? "; write numbers as they are spoken" : "";
    return "the model cannot write '%s'%s".formatted(Character.toString(character), hint);
  }

  /** What its words lose because the language model does not know them. */
  private double unknownCost(CharSequence pattern) {
    double cost = 0;
    for (String word : pattern.toString().split(String.valueOf(SymbolPieces.BOUNDARY))) {
      if (!word.isEmpty() && !lexicon.contains(word)) {
        cost -= unknownPenalty + unknownSymbolPenalty * word.length();
      }
    }
    return cost;
  }
}
