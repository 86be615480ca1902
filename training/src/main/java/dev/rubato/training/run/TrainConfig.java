package dev.rubato.training.run;

import dev.rubato.engine.score.TextNormalizer;
import dev.rubato.model.EncoderConfig;
import dev.rubato.training.augment.AugmentConfig;
import java.util.List;
import java.util.Map;

/**
 * Everything that determines a training run; saved beside its results. Immutable; may be shared
 * between threads.
 *
 * @param encoder shape of the encoder
 * @param train manifests to train on
 * @param dev manifests to measure on, never trained on
 * @param lexicon pronunciations for the auxiliary phone head, or null for none
 * @param normalizer form of the transcripts that the model learns to write
 * @param topology alignments of the phone head
 * @param phoneWeight weight of the phone loss at the start
 * @param phoneWeightEnd weight of the phone loss at the end of the run
 * @param priorExponent power of the phone prior divided out while aligning
 * @param corpusWeights how often a corpus occurs per epoch, 1 if absent
 * @param augment variation of the features
 * @param batchSeconds audio per step, padding included, s
 * @param hours audio hours of the whole run
 * @param rate peak learning rate
 * @param warmupHours audio hours of warm-up
 * @param decayShare share of the run with a falling learning rate
 * @param clip largest gradient norm
 * @param weightDecay weight decay of matrices
 * @param dropout dropout of residual branches
 * @param skipModules probability of leaving out a module in a step
 * @param averaging weight of the past per step in the averaged weights
 * @param seed seed of everything random
 */
public record TrainConfig(
    EncoderConfig encoder,
    List<String> train,
    List<String> dev,
    String lexicon,
    TextNormalizer normalizer,
    Topology topology,
    double phoneWeight,
    double phoneWeightEnd,
    double priorExponent,
    Map<String, Double> corpusWeights,
    AugmentConfig augment,
    double batchSeconds,
    double hours,
    double rate,
    double warmupHours,
    double decayShare,
    double clip,
    double weightDecay,
    double dropout,
    double skipModules,
    double averaging,
    long seed) {

  /** Alignments of the phone head. */
  public enum Topology {
    /** Blanks between all phones. */
    CTC,
    /** One state per phone, silence only between words. */
    HMM
  }

  /** The streaming encoder of the embedded English model. */
  public static final EncoderConfig SMALL =
      new EncoderConfig(80, 8, 4, 512, 256, 6, 4, 1, 1024, 31, 15, 15, 60, 29);

  /** Values to start from. */
  public static TrainConfig defaults() {
    return new TrainConfig(
        SMALL,
        List.of(),
        List.of(),
        null,
        TextNormalizer.ENGLISH,
        Topology.CTC,
        0.7,
        0.3,
        0.3,
        Map.of(),
        AugmentConfig.DEFAULT,
        60,
        200,
        1.5e-3,
        3,
        0.3,
        1.0,
        0.02,
        0.1,
        0,
        0.999,
        1);
  }

  /** Copies the lists. */
  public TrainConfig {
    train = List.copyOf(train);
    dev = List.copyOf(dev);
    corpusWeights = Map.copyOf(corpusWeights);
    if (!(batchSeconds > 0)) {
      throw new IllegalArgumentException("batchSeconds must be positive, but is " + batchSeconds);
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout must be in [0, 1), but is " + dropout);
    }
  }
}
