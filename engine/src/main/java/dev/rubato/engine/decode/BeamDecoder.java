package dev.rubato.engine.decode;

import dev.rubato.engine.CtcDecoder;
import dev.rubato.engine.FrameClock;
import dev.rubato.engine.Word;
import dev.rubato.engine.WordAssembler;
import dev.rubato.model.Vocabulary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Decodes one stream by prefix beam search. Every utterance starts as a new sentence. Times and
 * confidences of words are those of the best alignment of the best prefix. Not safe for use by
 * several threads at once.
 */
public final class BeamDecoder implements CtcDecoder {
  private final Vocabulary vocabulary;
  private final FrameClock clock;
  private final PrefixSearch search;

  BeamDecoder(Vocabulary vocabulary, FrameClock clock, PrefixSearch search) {
    this.vocabulary = vocabulary;
    this.clock = clock;
    this.search = search;
  }

  @Override
  public void accept(float[] logProbs, int frames) {
    for (int t = 0; t < frames; t++) {
      search.accept(logProbs, t * vocabulary.size());
    }
  }

  @Override
  public List<Word> words() {
    return words(search.beam().best());
  }

  @Override
  public List<Word> finish(long nextFrame) {
    int best = ended().get(0).at();
    List<Word> words = words(best);
    Beam beam = search.beam();
    boolean sounding = beam.symbol[best] > beam.blank[best];
    int last = search.tree().symbol[beam.node[best]];
    search.restart(nextFrame, sounding ? last : PrefixTree.NONE);
    return words;
  }

  /**
   * The best readings of the current utterance if it ended here, best first. They differ in their
   * words.
   *
   * @param limit how many at most; there may be fewer
   */
  public List<Hypothesis> nBest(int limit) {
    List<Hypothesis> readings = new ArrayList<>();
    for (Ended ended : ended()) {
      Hypothesis reading = new Hypothesis(words(ended.at()), ended.score());
      if (readings.stream().noneMatch(other -> other.text().equals(reading.text()))) {
        readings.add(reading);
        if (readings.size() == limit) {
          break;
        }
      }
    }
    return readings;
  }

  private record Ended(int at, double score) {}

  /** All prefixes with the scores that they have if the utterance ends here, best first. */
  private List<Ended> ended() {
    Beam beam = search.beam();
    double[] scores = new double[beam.size];
    for (int i = 0; i < beam.size; i++) {
      scores[i] = beam.total(i) * search.endFactor(i);
    }
    List<Ended> ended = new ArrayList<>();
    for (int i = 0; i < beam.size; i++) {
      ended.add(new Ended(i, search.logScale() + Math.log(scores[i] + twin(beam, scores, i))));
    }
    ended.sort(Comparator.comparingDouble(Ended::score).reversed());
    return ended;
  }

  /** Score of the prefix that is the same but for a word delimiter at the end. */
  private double twin(Beam beam, double[] scores, int at) {
    PrefixTree tree = search.tree();
    int node = beam.node[at];
    for (int i = 0; i < beam.size; i++) {
      int other = beam.node[i];
      if (search.isDelimiter(tree.symbol[other]) && tree.parent[other] == node
          || search.isDelimiter(tree.symbol[node]) && tree.parent[node] == other) {
        return scores[i];
      }
    }
    return 0;
  }

  private List<Word> words(int at) {
    Beam beam = search.beam();
    SymbolTimes times = search.times();
    boolean blank = beam.blank[at] >= beam.symbol[at];
    int record = blank ? beam.blankTime[at] : beam.symbolTime[at];
    long end = blank ? beam.blankEnd[at] : beam.symbolEnd[at];
    float peak = blank ? beam.blankPeak[at] : beam.symbolPeak[at];
    List<Heard> symbols = new ArrayList<>();
    while (record != SymbolTimes.NONE) {
      symbols.add(new Heard(times.symbol(record), times.start(record), end, peak));
      end = times.endBefore(record);
      peak = times.peakBefore(record);
      record = times.before(record);
    }
    WordAssembler assembler = new WordAssembler(vocabulary, clock);
    for (int i = symbols.size() - 1; i >= 0; i--) {
      Heard heard = symbols.get(i);
      assembler.add(heard.symbol(), heard.start(), heard.end(), heard.peak());
    }
    return assembler.words();
  }

  private record Heard(int symbol, long start, long end, float peak) {}
}
