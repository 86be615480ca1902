package dev.rubato.engine;

import dev.rubato.engine.encoder.EncoderException;
import dev.rubato.engine.encoder.EncoderJob;
import dev.rubato.engine.encoder.EncoderOutput;
import dev.rubato.engine.encoder.EncoderState;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One stream's work, done a step at a time: samples to features to encoder chunks to words. At most
 * one chunk job is on its way. Used by one thread at a time; only {@link #succeeded} and {@link
 * #failed} come from an encoder thread.
 */
final class StreamWorker implements EncoderJob.Answer {
  /** Samples turned into features at a time. */
  private static final int PIECE = 16_000;

  private final EngineContext context;
  private final StreamOptions options;
  private final Queue<StreamCommand> inbox;
  private final Runnable wake;
  private final FeatureBuffer features;
  private final EncoderState state;
  private final Segmenter segmenter;
  private final AtomicReference<Object> answer = new AtomicReference<>();

  private boolean running;
  private boolean lookingAhead;
  private long runStart;
  private boolean ended;

  /** Samples before the last mark; without more, another mark has nothing to look at. */
  private long markedAt;

  /**
   * Makes a worker at the start of a stream.
   *
   * @param context what all streams share
   * @param options what this stream wants
   * @param inbox what is to be done
   * @param segmenter where frames go
   * @param wake asks for more steps
   */
  StreamWorker(
      EngineContext context,
      StreamOptions options,
      Queue<StreamCommand> inbox,
      Segmenter segmenter,
      Runnable wake) {
    this.context = context;
    this.options = options;
    this.inbox = inbox;
    this.segmenter = segmenter;
    this.wake = wake;
    this.features = new FeatureBuffer(context.model().features());
    this.state = context.encoder().newState();
  }

  /**
   * Does what can be done at once.
   *
   * @param price where the compute dial stands
   * @return whether there may be more to do; otherwise there is after the next wake-up
   */
  boolean step(float price) {
    Object arrived = answer.getAndSet(null);
    if (arrived != null) {
      running = false;
      if (arrived instanceof EncoderException problem) {
        throw new RecognitionException(problem.getMessage(), problem);
      }
      take((EncoderOutput) arrived);
      return true;
    }
    return !running && !ended && next(price);
  }

  private boolean next(float price) {
    int chunk = context.model().encoder().chunkFeatures();
    int chunks = Math.min(features.frames() / chunk, context.chunksPerRun());
    StreamCommand command = inbox.peek();
    if (chunks < context.chunksPerRun() && command instanceof StreamCommand.Audio audio) {
      if (audio.moveTo(features, PIECE)) {
        inbox.remove();
      }
      return true;
    }
    if (chunks > 0) {
      run(features.take(chunks * chunk), chunks * chunk, price, true);
    } else if (command instanceof StreamCommand.Mark mark) {
      if (features.accepted() > markedAt) {
        float[] ahead =
            features.withSilence(options.tailSeconds(), context.model().encoder().stride());
        run(ahead, ahead.length / context.model().features().melBins(), price, false);
      } else {
        segmenter.end(acceptedSeconds(), mark.reason());
        done(mark);
        return true;
      }
    }
    return false;
  }

  private void run(float[] frames, int length, float price, boolean advance) {
    running = true;
    lookingAhead = !advance;
    runStart = state.position();
    context.batcher().submit(new EncoderJob(state, frames, length, price, advance, this));
  }

  @Override
  public void succeeded(EncoderOutput output) {
    answer.set(output);
    wake.run();
  }

  @Override
  public void failed(EncoderException problem) {
    answer.set(problem);
    wake.run();
  }

  private void take(EncoderOutput output) {
    for (float value : output.logProbs()) {
      if (Float.isNaN(value)) {
        throw new RecognitionException(
            "the model gave a probability that is not a number; its package may be damaged");
      }
    }
    // An earlier flush may have looked ahead into these frames.
    int known = (int) Math.max(0, Math.min(output.frames(), segmenter.frame() - runStart));
    if (lookingAhead) {
      takeLookahead(output, known);
    } else {
      // A partial after every chunk, so that events do not depend on how many a run had.
      int chunk = context.model().encoder().chunk();
      for (int end = chunk; end <= output.frames(); end += chunk) {
        segmenter.accept(output, Math.min(known, end), end);
        known = Math.max(known, end);
        segmenter.showPartial();
      }
    }
  }

  private void takeLookahead(EncoderOutput output, int known) {
    int heard = Math.max(known, features.frames() / context.model().encoder().stride());
    segmenter.accept(output, known, heard);
    StreamCommand.Mark mark = (StreamCommand.Mark) inbox.element();
    segmenter.end(output, heard, acceptedSeconds(), mark.reason());
    done(mark);
  }

  private void done(StreamCommand.Mark mark) {
    inbox.remove();
    markedAt = features.accepted();
    if (mark.reason() == Final.Reason.END) {
      ended = true;
    } else {
      mark.done().complete(null);
    }
  }

  private double acceptedSeconds() {
    return (double) features.accepted() / context.model().features().sampleRate();
  }

  /** Audio that went through the encoder for good, seconds. */
  double encodedSeconds() {
    return state.position() * context.clock().frameSeconds();
  }

  /** Whether the last final was sent. */
  boolean ended() {
    return ended;
  }
}
