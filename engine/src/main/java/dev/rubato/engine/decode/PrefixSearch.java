package dev.rubato.engine.decode;

import dev.rubato.model.Vocabulary;

/**
 * CTC prefix beam search (Graves 2008, section 7.5.3; Hannun et al. 2014), one frame after the
 * other. All scores are linear; the language model enters as a factor of every prefix, so that a
 * frame costs no logarithms. Scores are brought back to the size of 1 after every frame.
 *
 * <p>A word delimiter where no word has begun (at the start, or after another one) adds nothing to
 * a prefix. Not safe for use by several threads at once.
 */
final class PrefixSearch {
  /** Nodes at which unused ones are looked for first. */
  static final int FIRST_NODES = 1 << 12;

  // Extensions are looked at while they might still be saved by the language model.
  private static final double RESCUE = Math.exp(8);
  private static final double LEAST = 1e-290;

  private final FusionScorer scorer;
  private final FrameSymbols symbols;
  private final int delimiter;
  private final int width;
  private final double threshold;
  private final boolean recombine;
  private final WordCursor cursor = new WordCursor();
  private final PrefixTree tree;
  private final SymbolTimes times;
  private final int firstNodes;
  private final BeamPruner pruner;
  private final Recombination recombination;
  private Beam now;
  private Beam next;
  private double logScale;
  private long frame;
  private int living;

  PrefixSearch(
      int vocabulary,
      SymbolPieces pieces,
      FusionScorer scorer,
      BeamOptions options,
      boolean recombine,
      int firstNodes) {
    this.tree = new PrefixTree(firstNodes);
    this.times = new SymbolTimes(firstNodes);
    this.firstNodes = firstNodes;
    this.scorer = scorer;
    this.symbols = new FrameSymbols(vocabulary, options.symbols(), options.symbolThreshold());
    this.delimiter = pieces.delimiter();
    this.width = options.beam();
    this.threshold = Math.exp(-options.threshold());
    this.recombine = recombine;
    this.now = new Beam(Math.max(16, 2 * width));
    this.next = new Beam(Math.max(16, 2 * width));
    this.pruner = new BeamPruner();
    this.recombination = new Recombination(width);
    restart(0, PrefixTree.NONE);
  }

  /**
   * Begins an utterance.
   *
   * @param firstFrame number of its first frame
   * @param lastSymbol symbol that may still sound and is no new one then, or {@link
   *     PrefixTree#NONE}
   */
  void restart(long firstFrame, int lastSymbol) {
    scorer.start(cursor);
    tree.restart(cursor, lastSymbol);
    times.restart();
    now.size = 0;
    now.add(0);
    // With a symbol still sounding, its repetition must find a score to repeat.
    if (lastSymbol == PrefixTree.NONE) {
      now.blank[0] = 1;
    } else {
      now.symbol[0] = 1;
    }
    logScale = 0;
    living = 0;
    frame = firstFrame;
  }

  /** Takes the frame whose log-probabilities begin at {@code from}. */
  void accept(float[] logProbs, int from) {
    if (!symbols.look(logProbs, from)) {
      // Nothing is possible in this frame; it cannot decide anything.
      frame++;
      return;
    }
    stay();
    extend();
    for (int i = 0; i < next.size; i++) {
      tree.slot[next.node[i]] = PrefixTree.NONE;
    }
    pruner.prune(next, width, threshold);
    if (recombine && symbols.count() > 0) {
      recombination.merge(next, tree);
    }
    recordTimes();
    rescale();
    Beam spare = now;
    now = next;
    next = spare;
    frame++;
    if (tree.size() > nodeLimit()) {
      compact();
    }
  }

  /** Carries every prefix on without a new symbol: by a blank or by its last symbol going on. */
  private void stay() {
    double blankProbability = symbols.probability(Vocabulary.BLANK);
    next.size = 0;
    for (int i = 0; i < now.size; i++) {
      int node = now.node[i];
      int to = next.add(node);
      tree.slot[node] = to;
      double total = now.total(i);
      next.blank[to] = total * blankProbability;
      boolean fromBlank = now.blank[i] >= now.symbol[i];
      next.blankTime[to] = fromBlank ? now.blankTime[i] : now.symbolTime[i];
      next.blankEnd[to] = fromBlank ? now.blankEnd[i] : now.symbolEnd[i];
      next.blankPeak[to] = fromBlank ? now.blankPeak[i] : now.symbolPeak[i];
      int last = tree.symbol[node];
      if (last != PrefixTree.NONE) {
        next.symbol[to] = now.symbol[i] * symbols.probability(last);
        next.symbolTime[to] = now.symbolTime[i];
        next.symbolEnd[to] = frame;
        next.symbolPeak[to] = Math.max(now.symbolPeak[i], symbols.logProb(last));
      }
      if (tree.length[node] == 0 && delimiter >= 0) {
        // Like a blank: nothing is added, and any symbol after it is a new one.
        double idle = last == delimiter ? now.blank[i] : total;
        next.blank[to] += idle * symbols.probability(delimiter);
      }
    }
  }

  private void extend() {
    int stayed = next.size;
    double best = 0;
    for (int i = 0; i < stayed; i++) {
      best = Math.max(best, next.total(i));
    }
    for (int i = 0; i < now.size; i++) {
      int node = now.node[i];
      int last = tree.symbol[node];
      double total = now.total(i);
      boolean wordless = tree.length[node] == 0;
      for (int rank = 0; rank < symbols.count(); rank++) {
        int symbol = symbols.symbol(rank);
        if (symbol == delimiter && wordless) {
          continue;
        }
        boolean repeated = symbol == last;
        double score = (repeated ? now.blank[i] : total) * symbols.probability(symbol);
        if (score * RESCUE < best * threshold) {
          if (repeated) {
            continue;
          }
          break;
        }
        int child = child(node, symbol);
        score *= tree.factor[child];
        if (score >= best * threshold) {
          best = Math.max(best, score);
          enter(child, score, i, repeated || now.blank[i] >= now.symbol[i]);
        }
      }
    }
  }

  private int child(int node, int symbol) {
    int known = tree.child(node, symbol);
    if (known != PrefixTree.NONE) {
      return known;
    }
    tree.load(node, cursor);
    scorer.extend(cursor, symbol);
    int spelled = cursor.length == 0 ? 0 : 31 * tree.spelling[node] + symbol;
    return tree.add(node, symbol, cursor, spelled);
  }

  private void enter(int child, double score, int source, boolean fromBlank) {
    int to = tree.slot[child];
    if (to == PrefixTree.NONE) {
      to = next.add(child);
      tree.slot[child] = to;
    }
    if (score > next.symbol[to]) {
      next.source[to] = source;
      next.sourceBlank[to] = fromBlank;
    }
    next.symbol[to] += score;
  }

  /** Records where the new symbols of the surviving prefixes begin. */
  private void recordTimes() {
    for (int i = 0; i < next.size; i++) {
      int source = next.source[i];
      if (source != Beam.NONE) {
        boolean blank = next.sourceBlank[i];
        int symbol = tree.symbol[next.node[i]];
        next.symbolTime[i] =
            times.add(
                blank ? now.blankTime[source] : now.symbolTime[source],
                blank ? now.blankEnd[source] : now.symbolEnd[source],
                blank ? now.blankPeak[source] : now.symbolPeak[source],
                symbol,
                frame);
        next.symbolEnd[i] = frame;
        next.symbolPeak[i] = symbols.logProb(symbol);
      }
    }
  }

  private void rescale() {
    double best = Math.max(LEAST, next.total(next.best()));
    double scale = 1 / best;
    for (int i = 0; i < next.size; i++) {
      next.blank[i] *= scale;
      next.symbol[i] *= scale;
    }
    logScale += Math.log(best);
  }

  private int nodeLimit() {
    return Math.max(firstNodes, 2 * living + 16 * width);
  }

  private void compact() {
    tree.compact(now.node, now.size);
    boolean[] marked = new boolean[times.size()];
    times.mark(marked, now.blankTime, now.size);
    times.mark(marked, now.symbolTime, now.size);
    int[] moved = times.compact(marked);
    for (int i = 0; i < now.size; i++) {
      now.blankTime[i] = moved(moved, now.blankTime[i]);
      now.symbolTime[i] = moved(moved, now.symbolTime[i]);
    }
    living = tree.size();
  }

  private static int moved(int[] moved, int record) {
    return record == SymbolTimes.NONE ? SymbolTimes.NONE : moved[record];
  }

  /** The living prefixes; not to be changed. */
  Beam beam() {
    return now;
  }

  /** What the prefixes are. */
  PrefixTree tree() {
    return tree;
  }

  /** When their symbols were heard. */
  SymbolTimes times() {
    return times;
  }

  /** True for the symbol that is the word delimiter and nothing else. */
  boolean isDelimiter(int symbol) {
    return symbol != PrefixTree.NONE && symbol == delimiter;
  }

  /** Natural logarithm of what a linear score of 1 stands for. */
  double logScale() {
    return logScale;
  }

  /**
   * By what the score of a prefix is multiplied if the utterance ends with it.
   *
   * @param at its position in the beam
   */
  double endFactor(int at) {
    tree.load(now.node[at], cursor);
    scorer.finish(cursor);
    return Math.exp(cursor.delta);
  }
}
