package dev.rubato.engine.decode;

import static java.util.Objects.requireNonNull;

import dev.rubato.engine.CtcDecoder;
import dev.rubato.engine.DecoderFactory;
import dev.rubato.engine.FrameClock;
import dev.rubato.engine.GreedyDecoder;
import dev.rubato.engine.lm.LanguageModel;
import dev.rubato.model.Vocabulary;
import java.util.Collection;
import java.util.Optional;

/**
 * Prefix beam search with one language model for one vocabulary: made once, used by all streams. It
 * is a {@link DecoderFactory}; {@link #with(Hotwords)} gives one for a stream with phrases of its
 * own. Immutable; shared by all threads.
 */
public final class BeamSearch implements DecoderFactory {
  private final Vocabulary vocabulary;
  private final LanguageModel model;
  private final LexiconTrie lexicon;
  private final BeamOptions options;
  private final Hotwords hotwords;

  private BeamSearch(
      Vocabulary vocabulary,
      LanguageModel model,
      LexiconTrie lexicon,
      BeamOptions options,
      Hotwords hotwords) {
    this.vocabulary = vocabulary;
    this.model = model;
    this.lexicon = lexicon;
    this.options = options;
    this.hotwords = hotwords;
  }

  /**
   * Makes a search; takes some hundredths of a second for the lexicon.
   *
   * @param vocabulary symbols of the log-probabilities
   * @param model language model; without one, words are what the acoustic model spells
   * @param options weights and limits
   */
  public static BeamSearch of(
      Vocabulary vocabulary, Optional<LanguageModel> model, BeamOptions options) {
    requireNonNull(options, "options is null");
    LanguageModel used = model.orElse(NoLanguageModel.INSTANCE);
    // Without a language model no word is known, and none must pay for it.
    BeamOptions fitting =
        model.isPresent() ? options : options.withUnknown(0, 0).withLanguageModel(0, 0);
    LexiconTrie lexicon = LexiconTrie.of(used, vocabulary);
    return new BeamSearch(vocabulary, used, lexicon, fitting, Hotwords.NONE);
  }

  /** The same search with other options; shares the lexicon. */
  public BeamSearch with(BeamOptions other) {
    boolean known = model != NoLanguageModel.INSTANCE;
    BeamOptions fitting = known ? other : other.withUnknown(0, 0).withLanguageModel(0, 0);
    return new BeamSearch(vocabulary, model, lexicon, fitting, hotwords);
  }

  /** The same search with phrases that {@link #compile} made ready. */
  public BeamSearch with(Hotwords phrases) {
    return new BeamSearch(vocabulary, model, lexicon, options, phrases);
  }

  /** Makes phrases ready for use, and tells which cannot be used and why. */
  public Hotwords compile(Collection<Hotword> phrases) {
    return new HotwordCompiler(vocabulary, lexicon, options).compile(phrases);
  }

  /** Weights and limits in use. */
  public BeamOptions options() {
    return options;
  }

  @Override
  public CtcDecoder create(Vocabulary symbols, FrameClock clock) {
    if (options.beam() == 1) {
      return new GreedyDecoder(symbols, clock);
    }
    return decoder(symbols, clock, true);
  }

  /**
   * Makes a decoder that gives n-best lists, too.
   *
   * @param symbols symbols of the log-probabilities, the same as this search was made for
   * @param clock turns frame numbers into times
   */
  public BeamDecoder decoder(Vocabulary symbols, FrameClock clock) {
    return decoder(symbols, clock, false);
  }

  private BeamDecoder decoder(Vocabulary symbols, FrameClock clock, boolean recombine) {
    return decoder(symbols, clock, recombine, PrefixSearch.FIRST_NODES);
  }

  /** The same with another size of the first memory of prefixes. */
  BeamDecoder decoder(Vocabulary symbols, FrameClock clock, boolean recombine, int firstNodes) {
    if (!symbols.equals(vocabulary)) {
      throw new IllegalArgumentException(
          "this search was made for another vocabulary: %s instead of %s"
              .formatted(vocabulary, symbols));
    }
    SymbolPieces pieces = new SymbolPieces(vocabulary);
    FusionScorer scorer = new FusionScorer(pieces, model, lexicon, hotwords.graph(), options);
    return new BeamDecoder(
        vocabulary,
        clock,
        new PrefixSearch(vocabulary.size(), pieces, scorer, options, recombine, firstNodes));
  }
}
