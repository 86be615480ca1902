package dev.rubato.engine.decode;

/**
 * How a beam search weighs and prunes. Scores are natural logarithms. Immutable; may be shared
 * between threads.
 *
 * @param beam prefixes kept per frame; 1 means the best path without a language model. Time grows
 *     with it nearly linearly
 * @param threshold prefixes whose score is further below the best are dropped
 * @param symbols symbols tried per frame at most, blank aside
 * @param symbolThreshold symbols whose log-probability in a frame is further below the frame's best
 *     are not tried
 * @param lmWeight weight of the language model's log-probabilities; 0 leaves them out
 * @param wordBonus added for every word; makes up for the price that a language model puts on each
 * @param unknownPenalty added for every word that the language model does not know, besides the
 *     probability of {@code <unk>}; not positive. The lexicon is open: any spelling may come out
 * @param unknownSymbolPenalty added for every character of such a word; not positive
 * @param lookahead weight of what the rest of an unfinished word can score at best; 0 leaves words
 *     unweighed until they end, 1 foresees the most frequent ending fully
 * @param endWeight weight of the probability that the sentence ends where the utterance does
 */
public record BeamOptions(
    int beam,
    double threshold,
    int symbols,
    double symbolThreshold,
    double lmWeight,
    double wordBonus,
    double unknownPenalty,
    double unknownSymbolPenalty,
    double lookahead,
    double endWeight) {

  private static final int MAX_BEAM = 10_000;

  /** Tuned for the embedded model at a few percent of the encoder's time. */
  public static final BeamOptions DEFAULT =
      new BeamOptions(24, 10, 8, 8, 0.5, 0.5, -2, -1.5, 1, 0.5);

  /** Wider: a little more accurate, several times slower. */
  public static final BeamOptions WIDE =
      DEFAULT.withBeam(150).withThreshold(16).withSymbols(16, 12);

  /** Validates every field; the message names the field and the permitted values. */
  public BeamOptions {
    require(beam >= 1 && beam <= MAX_BEAM, "the beam must be between 1 and " + MAX_BEAM, beam);
    require(threshold > 0, "threshold must be positive", threshold);
    require(symbols >= 1, "symbols must be positive", symbols);
    require(symbolThreshold > 0, "symbolThreshold must be positive", symbolThreshold);
    require(lmWeight >= 0 && lmWeight <= 10, "lmWeight must be between 0 and 10", lmWeight);
    require(Math.abs(wordBonus) <= 20, "wordBonus must be between -20 and 20", wordBonus);
    require(
        unknownPenalty <= 0 && unknownPenalty >= -100,
        "unknownPenalty must be between -100 and 0",
        unknownPenalty);
    require(
        unknownSymbolPenalty <= 0 && unknownSymbolPenalty >= -100,
        "unknownSymbolPenalty must be between -100 and 0",
        unknownSymbolPenalty);
    require(lookahead >= 0 && lookahead <= 1, "lookahead must be between 0 and 1", lookahead);
    require(endWeight >= 0 && endWeight <= 10, "endWeight must be between 0 and 10", endWeight);
  }

  /** The same options with another number of prefixes. */
  public BeamOptions withBeam(int prefixes) {
    return new BeamOptions(
        prefixes,
        threshold,
        symbols,
        symbolThreshold,
        lmWeight,
        wordBonus,
        unknownPenalty,
        unknownSymbolPenalty,
        lookahead,
        endWeight);
  }

  /** The same options with another distance to the best prefix. */
  public BeamOptions withThreshold(double distance) {
    return new BeamOptions(
        beam,
        distance,
        symbols,
        symbolThreshold,
        lmWeight,
        wordBonus,
        unknownPenalty,
        unknownSymbolPenalty,
        lookahead,
        endWeight);
  }

  /** The same options with other limits on the symbols tried per frame. */
  public BeamOptions withSymbols(int count, double distance) {
    return new BeamOptions(
        beam,
        threshold,
        count,
        distance,
        lmWeight,
        wordBonus,
        unknownPenalty,
        unknownSymbolPenalty,
        lookahead,
        endWeight);
  }

  /** The same options with another weight of the language model and another bonus per word. */
  public BeamOptions withLanguageModel(double weight, double bonus) {
    return new BeamOptions(
        beam,
        threshold,
        symbols,
        symbolThreshold,
        weight,
        bonus,
        unknownPenalty,
        unknownSymbolPenalty,
        lookahead,
        endWeight);
  }

  /** The same options with other penalties for unknown words and their characters. */
  public BeamOptions withUnknown(double penalty, double symbolPenalty) {
    return new BeamOptions(
        beam,
        threshold,
        symbols,
        symbolThreshold,
        lmWeight,
        wordBonus,
        penalty,
        symbolPenalty,
        lookahead,
        endWeight);
  }

  /** The same options with another weight of the outlook on unfinished words. */
  public BeamOptions withLookahead(double weight) {
    return new BeamOptions(
        beam,
        threshold,
        symbols,
        symbolThreshold,
        lmWeight,
        wordBonus,
        unknownPenalty,
        unknownSymbolPenalty,
        weight,
        endWeight);
  }

  /** The same options with another weight of sentence ends. */
  public BeamOptions withEndWeight(double weight) {
    return new BeamOptions(
        beam,
        threshold,
        symbols,
        symbolThreshold,
        lmWeight,
        wordBonus,
        unknownPenalty,
        unknownSymbolPenalty,
        lookahead,
        weight);
  }

  private static void require(boolean condition, String message, Object value) {
    if (!condition) {
      throw new IllegalArgumentException(message + ", but is " + value);
    }
  }
}
