package dev.rubato.training.run;

import ai.djl.ndarray.NDArray;
import dev.rubato.model.Vocabulary;
import dev.rubato.training.batch.Batch;
import dev.rubato.training.corpus.FeatureStore;
import dev.rubato.training.corpus.Lexicon;
import dev.rubato.training.loss.Lattice;
import dev.rubato.training.loss.PhonePrior;
import dev.rubato.training.loss.SequenceLoss;
import dev.rubato.training.net.EncoderNet;
import java.util.ArrayList;
import java.util.List;

/** Losses of a batch against its transcripts. Immutable; may be shared between threads. */
public final class Targets {
  private final TrainConfig config;
  private final Vocabulary vocabulary;
  private final Lexicon lexicon;

  /**
   * Losses with gradients by the log-probabilities, scaled to a mean over frames.
   *
   * @param symbolLoss CTC loss per frame, nats
   * @param symbolGradient {@code [B, T, V]}
   * @param phoneLoss phone loss per frame, nats; 0 without that head
   * @param phoneGradient {@code [B, T, P]}, or null
   * @param left utterances left out of the CTC loss
   */
  record Losses(
      double symbolLoss,
      float[] symbolGradient,
      double phoneLoss,
      float[] phoneGradient,
      int left) {}

  /** Losses as configured; the lexicon may be null. */
  public Targets(TrainConfig config, Vocabulary vocabulary, Lexicon lexicon) {
    this.config = config;
    this.vocabulary = vocabulary;
    this.lexicon = lexicon;
  }

  Losses losses(Batch batch, EncoderNet.Output output, PhonePrior prior, double phoneWeight) {
    int padded = (int) output.symbols().getShape().get(1);
    int[] frames = encoderFrames(batch);
    SequenceLoss.Result symbols =
        SequenceLoss.of(
            output.symbols().toFloatArray(),
            null,
            padded,
            vocabulary.size(),
            frames,
            symbolLattices(batch));
    float[] symbolGradient = scaled(symbols, 1);
    int left = batch.size() - symbols.utterances();
    double symbolLoss = symbols.nats() / Math.max(1, symbols.frames());
    if (output.phones() == null) {
      return new Losses(symbolLoss, symbolGradient, 0, null, left);
    }
    float[] logProbs = output.phones().toFloatArray();
    boolean hmm = config.topology() == TrainConfig.Topology.HMM;
    SequenceLoss.Result phones =
        SequenceLoss.of(
            logProbs,
            hmm ? prior.logPrior() : null,
            padded,
            lexicon.size(),
            frames,
            phoneLattices(batch));
    prior.update(logProbs, padded, frames);
    return new Losses(
        symbolLoss,
        symbolGradient,
        phones.nats() / Math.max(1, phones.frames()),
        scaled(phones, phoneWeight),
        left);
  }

  /**
   * The CTC loss of a batch as a scalar whose gradient by the log-probabilities is that of the mean
   * loss per frame; its value has no meaning of its own.
   */
  public NDArray surrogate(Batch batch, NDArray logProbs) {
    Losses losses = losses(batch, new EncoderNet.Output(logProbs, null), null, 0);
    return logProbs
        .mul(logProbs.getManager().create(losses.symbolGradient(), logProbs.getShape()))
        .sum();
  }

  private int[] encoderFrames(Batch batch) {
    int stride = config.encoder().stride();
    int[] frames = new int[batch.size()];
    for (int b = 0; b < frames.length; b++) {
      frames[b] = (batch.lengths()[b] + stride - 1) / stride;
    }
    return frames;
  }

  private List<Lattice> symbolLattices(Batch batch) {
    List<Lattice> lattices = new ArrayList<>();
    for (FeatureStore.Entry entry : batch.entries()) {
      int[] labels = vocabulary.encode(text(entry));
      lattices.add(Lattice.ctc(labels, Vocabulary.BLANK));
    }
    return lattices;
  }

  private String text(FeatureStore.Entry entry) {
    return config.normalizer().apply(entry.utterance().text());
  }

  private List<Lattice> phoneLattices(Batch batch) {
    List<Lattice> lattices = new ArrayList<>();
    for (FeatureStore.Entry entry : batch.entries()) {
      List<int[]> words = lexicon.pronounce(text(entry));
      if (words == null) {
        lattices.add(null);
      } else if (config.topology() == TrainConfig.Topology.HMM) {
        lattices.add(Lattice.hmm(words, 0));
      } else {
        int[] labels = words.stream().flatMapToInt(java.util.Arrays::stream).toArray();
        lattices.add(Lattice.ctc(labels, 0));
      }
    }
    return lattices;
  }

  private static float[] scaled(SequenceLoss.Result result, double weight) {
    float scale = (float) (weight / Math.max(1, result.frames()));
    float[] gradient = result.gradient();
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] *= scale;
    }
    return gradient;
  }
}
