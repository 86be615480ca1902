package dev.rubato.engine;

import dev.rubato.audio.LogMelExtractor;
import dev.rubato.engine.encoder.EncoderException;
import dev.rubato.engine.encoder.EncoderJob;
import dev.rubato.engine.encoder.EncoderOutput;
import dev.rubato.engine.encoder.EncoderState;
import dev.rubato.model.EncoderConfig;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Encodes whole recordings and waits for it. */
final class WholeEncoding {
  private WholeEncoding() {}

  static EncoderOutput encode(EngineContext context, float[] samples, float price) {
    EncoderConfig encoder = context.model().encoder();
    float[] features = LogMelExtractor.extract(context.model().features(), samples);
    int frames = features.length / encoder.melBins();
    int outputs = (frames + encoder.stride() - 1) / encoder.stride();
    int modules = context.encoder().modules();
    float[] logProbs = new float[outputs * encoder.vocabulary()];
    long[] learners = new long[outputs * modules];
    EncoderState state = context.encoder().newState();
    int most = context.chunksPerRun() * encoder.chunkFeatures();
    for (int from = 0, done = 0; from < frames; from += most) {
      int length = Math.min(most, frames - from);
      float[] part =
          Arrays.copyOfRange(
              features, from * encoder.melBins(), (from + length) * encoder.melBins());
      EncoderOutput output = run(context, state, part, length, price, length == most);
      System.arraycopy(
          output.logProbs(), 0, logProbs, done * encoder.vocabulary(), output.logProbs().length);
      System.arraycopy(output.learners(), 0, learners, done * modules, output.learners().length);
      done += output.frames();
    }
    return new EncoderOutput(outputs, encoder.vocabulary(), logProbs, modules, learners);
  }

  private static EncoderOutput run(
      EngineContext context,
      EncoderState state,
      float[] features,
      int length,
      float price,
      boolean advance) {
    CompletableFuture<EncoderOutput> result = new CompletableFuture<>();
    EncoderJob.Answer answer =
        new EncoderJob.Answer() {
          @Override
          public void succeeded(EncoderOutput output) {
            result.complete(output);
          }

          @Override
          public void failed(EncoderException problem) {
            result.completeExceptionally(problem);
          }
        };
    try {
      context.batcher().submit(new EncoderJob(state, features, length, price, advance, answer));
      return result.join();
    } catch (EncoderException e) {
      throw new RecognitionException(e.getMessage(), e);
    } catch (CompletionException e) {
      throw new RecognitionException(e.getCause().getMessage(), e.getCause());
    }
  }
}
