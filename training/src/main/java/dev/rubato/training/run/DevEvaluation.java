package dev.rubato.training.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.rubato.engine.score.Score;
import dev.rubato.engine.score.ScoredUtterance;
import dev.rubato.engine.score.TextNormalizer;
import dev.rubato.model.Vocabulary;
import dev.rubato.training.batch.Batch;
import dev.rubato.training.batch.BatchLoader;
import dev.rubato.training.batch.BatchPlan;
import dev.rubato.training.corpus.Utterance;
import dev.rubato.training.net.EncoderNet;
import dev.rubato.training.net.FrameGate;
import dev.rubato.training.net.Regularizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Greedy word and character error rates on held-out speech. Confined to the training thread. */
public final class DevEvaluation {
  /**
   * Error rates of one corpus.
   *
   * @param wer errors per reference word
   * @param cer errors per reference character
   */
  public record Rates(double wer, double cer) {}

  private final EncoderNet net;
  private final Vocabulary vocabulary;
  private final BatchLoader loader;
  private final BatchPlan plan;
  private final int stride;

  DevEvaluation(
      EncoderNet net, Vocabulary vocabulary, BatchLoader loader, BatchPlan plan, int stride) {
    this.net = net;
    this.vocabulary = vocabulary;
    this.loader = loader;
    this.plan = plan;
    this.stride = stride;
  }

  /** Rates by corpus for the given weights. */
  Map<String, Rates> run(NDManager parent, Map<String, NDArray> weights, Regularizer none) {
    return run(parent, weights, none, (lengths, frames) -> FrameGate.ALL);
  }

  /** Makes the gate of a batch from its valid feature frames and its padded encoder frames. */
  public interface GateOfBatch {
    /** The gate. */
    FrameGate of(int[] lengths, int frames);
  }

  /** Rates by corpus for the given weights, with a gate for adaptive modules. */
  public Map<String, Rates> run(
      NDManager parent, Map<String, NDArray> weights, Regularizer none, GateOfBatch gates) {
    List<ScoredUtterance> scored = new ArrayList<>();
    for (int index = 0; index < plan.size(); index++) {
      Batch batch = loader.load(plan.batch(index), 0);
      int bins = batch.features().length / batch.size() / batch.paddedFrames();
      try (NDManager step = parent.newSubManager()) {
        NDArray features =
            step.create(batch.features(), new Shape(batch.size(), batch.paddedFrames(), bins));
        int frames = batch.paddedFrames() / stride;
        FrameGate gate = gates.of(batch.lengths(), frames);
        NDArray symbols = net.forward(weights, features, batch.lengths(), none, gate).symbols();
        long[] best = symbols.argMax(2).toLongArray();
        for (int b = 0; b < batch.size(); b++) {
          int valid = (batch.lengths()[b] + stride - 1) / stride;
          String text = text(Arrays.copyOfRange(best, b * frames, b * frames + valid));
          Utterance utterance = batch.entries().get(b).utterance();
          scored.add(
              ScoredUtterance.of(
                  utterance.corpus(), utterance.text(), text, TextNormalizer.ENGLISH));
        }
      }
    }
    Map<String, Rates> rates = new TreeMap<>();
    Score.byCorpus(scored)
        .forEach(
            (corpus, score) ->
                rates.put(corpus, new Rates(score.words().rate(), score.characters().rate())));
    return rates;
  }

  private String text(long[] best) {
    int[] collapsed = new int[best.length];
    int length = 0;
    long previous = Vocabulary.BLANK;
    for (long symbol : best) {
      if (symbol != previous && symbol != Vocabulary.BLANK) {
        collapsed[length++] = (int) symbol;
      }
      previous = symbol;
    }
    return vocabulary.text(Arrays.copyOf(collapsed, length)).trim().replaceAll(" +", " ");
  }
}
