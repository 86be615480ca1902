package dev.rubato.server.session;

import dev.rubato.engine.Final;
import dev.rubato.engine.Partial;
import dev.rubato.engine.RecognitionEvent;
import dev.rubato.engine.RecognitionStream;
import dev.rubato.engine.Word;
import io.vertx.core.Context;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.function.DoubleConsumer;

/**
 * One client's audio on its way to words. Made by {@link SpeechService}; to be used on the Vert.x
 * context that it was opened on, where its listener is called too. No method blocks or computes.
 */
public final class LiveSession implements AutoCloseable {
  private record Asked(Object token, long nanos) {}

  private final SpeechService service;
  private final Context context;
  private final SessionListener listener;
  private final SessionObserver observer;
  private final Permits permits;
  private final ArrivalClock clock = new ArrivalClock();
  private final MessageDigest digest;
  private final Intake intake;
  private final AudioPump pump;
  private final DoubleConsumer governed = this::governed;
  private volatile Optional<Double> budget;
  private volatile long finishedAsked;
  private boolean closed;

  LiveSession(
      SpeechService service,
      Context context,
      SessionOptions options,
      Permits permits,
      SessionListener listener,
      SessionObserver observer) {
    this.service = service;
    this.context = context;
    this.listener = listener;
    this.observer = observer;
    this.permits = permits;
    this.budget = service.dial().budget(options.budget());
    this.digest = options.digest() ? Digests.sha256() : null;
    this.intake =
        new Intake(
            options,
            service.audioLimits(options.maxAudio()),
            channel -> open(channel, options),
            clock);
    this.pump =
        new AudioPump(
            service.decoders(), intake, service.backlogSeconds(), digest, new PumpOutlet());
    service.governor().follow(governed);
    observer.opened();
  }

  private RecognitionStream open(int channel, SessionOptions options) {
    permits.require(channel + 1);
    RecognitionStream stream =
        service.stream(options, price(), event -> post(() -> deliver(channel, event)));
    stream
        .completion()
        .whenComplete(
            (nothing, problem) -> {
              if (problem != null) {
                failed(problem instanceof CompletionException ? problem.getCause() : problem);
              }
            });
    return stream;
  }

  private void failed(Throwable problem) {
    if (!(problem instanceof CancellationException)) {
      pump.fail(service.describe(problem));
    }
  }

  private double price() {
    return service.dial().price(budget, service.governor().level());
  }

  private void governed(double level) {
    intake.price(service.dial().price(budget, level));
  }

  /** Queues audio, which the session owns from now on. */
  public void audio(byte[] bytes) {
    if (!closed && bytes.length > 0) {
      pump.audio(bytes);
    }
  }

  /**
   * Makes all audio so far final and goes on.
   *
   * @param token given to {@link SessionListener#flushed} when that is done
   */
  public void flush(Object token) {
    pump.flush(new Asked(token, System.nanoTime()));
  }

  /**
   * Asks to be told when all audio so far is recognised, as far as whole chunks reach.
   *
   * @param token given to {@link SessionListener#synced} then
   */
  public void sync(Object token) {
    pump.sync(token);
  }

  /** Ends the audio; {@link SessionListener#finished()} follows the last words. */
  public void finish() {
    finishedAsked = System.nanoTime();
    pump.finish();
  }

  /** Whether no more audio should be brought until {@link SessionListener#drained()}. */
  public boolean isFull() {
    return pump.isFull();
  }

  /** Audio of one channel that was decoded so far, seconds. */
  public double audioSeconds() {
    return intake.audioSeconds();
  }

  /**
   * Audio that is recognised for sure, seconds: what has not been accepted by the encoder yet, and
   * what may only wait for the rest of its chunk, does not count.
   */
  public double recognisedSeconds() {
    // Read before the backlog: audio that comes in between must not count.
    double audio = intake.audioSeconds();
    double latency = service.recognizer().model().latencySeconds();
    return Math.max(0, audio - Math.max(intake.pendingSeconds(), latency));
  }

  /** Number of channels that are transcribed apart so far; 1 if they are mixed. */
  public int channels() {
    return Math.max(1, intake.channels());
  }

  /**
   * Turns the compute dial for audio that is not encoded yet.
   *
   * @param wanted fraction of the dense encoder's work; empty for the server's default
   * @throws SessionException if the model cannot work with it
   */
  public void budget(Optional<Double> wanted) {
    budget = service.dial().budget(wanted);
    intake.price(price());
  }

  /** The budget that the session asked for or was given. */
  public Optional<Double> budget() {
    return budget;
  }

  /** Digest of all bytes, in hex; once {@link SessionListener#finished()} was called. */
  public String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Ends the session and frees what it holds. May be called again. */
  @Override
  public void close() {
    end(null);
  }

  private void end(SessionProblem problem) {
    if (!closed) {
      closed = true;
      service.governor().leave(governed);
      pump.close();
      permits.close();
      observer.closed(intake.audioSeconds() * channels(), problem);
    }
  }

  private void post(Runnable action) {
    context.runOnContext(
        nothing -> {
          if (!closed) {
            action.run();
          }
        });
  }

  private void deliver(int channel, RecognitionEvent event) {
    if (event instanceof Final result) {
      observer.finalResult(latency(result.words()), result.compute());
      clock.forgetBefore(result.end());
    } else if (event instanceof Partial partial && !partial.words().isEmpty()) {
      observer.partial(latency(partial.words()));
    }
    listener.event(channel, event);
  }

  private double latency(List<Word> words) {
    if (words.isEmpty()) {
      return Double.NaN;
    }
    OptionalLong arrival = clock.arrivalOf(words.get(words.size() - 1).end());
    return arrival.isPresent() ? secondsSince(arrival.getAsLong()) : Double.NaN;
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  private final class PumpOutlet implements AudioPump.Outlet {
    @Override
    public void flushed(Object token) {
      Asked asked = (Asked) token;
      post(
          () -> {
            observer.flushed(secondsSince(asked.nanos()));
            listener.flushed(asked.token());
          });
    }

    @Override
    public void synced(Object token) {
      post(() -> listener.synced(token));
    }

    @Override
    public void finished() {
      post(
          () -> {
            observer.flushed(secondsSince(finishedAsked));
            listener.finished();
          });
    }

    @Override
    public void failed(SessionProblem problem) {
      post(
          () -> {
            end(problem);
            listener.failed(problem);
          });
    }

    @Override
    public void drained() {
      post(listener::drained);
    }
  }
}
