package dev.rubato.engine;

import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Recognises one speaker's audio as it comes. Made by {@link Recognizer#stream}.
 *
 * <p>No method blocks and none computes: audio is queued, the recognizer's threads do the work, and
 * events reach the listener in order, one at a time, on one of those threads. A listener should
 * return soon and must not wait for this recognizer. If it throws, its stream fails.
 *
 * <p>A stream that fails fails alone: {@link #completion()} tells why, and {@link #accept} throws
 * it.
 *
 * <p>May be shared between threads, though the order of audio that several threads bring is theirs
 * to decide. A stream that is neither finished nor closed occupies its recognizer.
 */
public final class RecognitionStream implements AutoCloseable {
  private final EngineContext context;
  private final StreamOptions options;
  private final Consumer<RecognitionStream> onEnd;
  private final SerialTask task;
  private final StreamWorker worker;
  private final Queue<StreamCommand> inbox = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Void> completion = new CompletableFuture<>();
  private final BacklogWaiters waiters = new BacklogWaiters();
  private final AtomicReference<RuntimeException> stopped = new AtomicReference<>();
  private final AtomicLong acceptedSamples = new AtomicLong();
  private volatile double encodedSeconds;
  private volatile boolean finishing;
  private volatile float price;

  RecognitionStream(
      EngineContext context,
      StreamOptions options,
      Consumer<RecognitionEvent> listener,
      Consumer<RecognitionStream> onEnd) {
    this.context = context;
    this.options = options;
    this.onEnd = onEnd;
    this.price = (float) options.price();
    this.task = new SerialTask(context.workers(), this::work);
    this.worker =
        new StreamWorker(
            context, options, inbox, Segmenter.of(context, options, listener), this::wake);
  }

  /**
   * Queues the next samples; they are copied.
   *
   * @param samples 16 kHz mono samples in [-1, 1]
   * @param offset index of the first sample to take
   * @param length number of samples to take, any
   * @throws BacklogException if too much audio is waiting already; nothing was taken, try again
   *     later
   * @throws RecognitionException if the stream has failed
   * @throws IllegalStateException if the stream was finished or closed
   */
  public void accept(float[] samples, int offset, int length) {
    requireOpen();
    double waiting = pendingSeconds() + (double) length / sampleRate();
    if (waiting > options.maxBacklogSeconds()) {
      throw new BacklogException(
          "%.1f s of audio would wait in this stream, but at most %.1f s may; send it more slowly"
              .formatted(waiting, options.maxBacklogSeconds()));
    }
    if (length > 0) {
      float[] copy = new float[length];
      System.arraycopy(samples, offset, copy, 0, length);
      inbox.add(new StreamCommand.Audio(copy));
      acceptedSamples.addAndGet(length);
      wake();
    }
  }

  /**
   * Ends the segment with what was accepted so far, as if silence followed, and goes on. Exactly
   * one {@link Final} answers, perhaps without words.
   *
   * @return completes when that final was delivered
   * @throws RecognitionException if the stream has failed
   * @throws IllegalStateException if the stream was finished or closed
   */
  public CompletableFuture<Void> flush() {
    requireOpen();
    CompletableFuture<Void> done = new CompletableFuture<>();
    inbox.add(new StreamCommand.Mark(Final.Reason.FLUSH, done));
    wake();
    return done;
  }

  /**
   * Ends the stream: exactly one {@link Final} follows for what is left, perhaps without words. May
   * be called again.
   *
   * @return {@link #completion()}
   */
  public CompletableFuture<Void> finish() {
    synchronized (this) {
      if (finishing) {
        return completion();
      }
      finishing = true;
    }
    inbox.add(new StreamCommand.Mark(Final.Reason.END, completion));
    wake();
    return completion();
  }

  /**
   * Completes when the last event was delivered after {@link #finish()}; exceptionally with a
   * {@link RecognitionException} if the stream failed, or with a {@link CancellationException} if
   * it was closed before its end. No event follows.
   */
  public CompletableFuture<Void> completion() {
    return completion.copy();
  }

  /**
   * Audio that waits to be computed, seconds. What only waits for the rest of its chunk does not
   * count, so this is 0 when the stream keeps up.
   */
  public double pendingSeconds() {
    double behind = acceptedSeconds() - encodedSeconds;
    return behind <= context.model().latencySeconds() ? 0 : behind;
  }

  /** Audio accepted so far, seconds. */
  public double acceptedSeconds() {
    return (double) acceptedSamples.get() / sampleRate();
  }

  /**
   * Completes when {@link #pendingSeconds()} is at most this, or the stream has ended;
   * exceptionally as {@link #completion()} does. Dependent work runs on the recognizer's threads
   * and must not wait.
   */
  public CompletableFuture<Void> whenPendingAtMost(double seconds) {
    CompletableFuture<Void> reached = waiters.add(seconds);
    waiters.reached(pendingSeconds());
    return reached;
  }

  /**
   * Moves the compute dial for the frames that are not encoded yet.
   *
   * @param newPrice see {@link StreamOptions#price()}
   */
  public void price(double newPrice) {
    if (Double.isNaN(newPrice)) {
      throw new IllegalArgumentException("price must be a number, but is " + newPrice);
    }
    price = (float) newPrice;
  }

  /** Abandons the stream and frees what it holds; an event on its way may still be delivered. */
  @Override
  public void close() {
    stop(new CancellationException("the stream was closed"));
  }

  /** Ends the stream early; the first reason counts. */
  void stop(RuntimeException reason) {
    if (!completion.isDone() && stopped.compareAndSet(null, reason)) {
      wake();
    }
  }

  private int sampleRate() {
    return context.model().features().sampleRate();
  }

  private void requireOpen() {
    RuntimeException reason = stopped.get();
    if (reason instanceof RecognitionException) {
      throw new RecognitionException(reason.getMessage(), reason);
    }
    if (reason != null || finishing) {
      throw new IllegalStateException(
          "the stream was %s; open another for more audio"
              .formatted(reason == null ? "finished" : "closed"));
    }
  }

  private void wake() {
    try {
      task.schedule();
    } catch (RejectedExecutionException e) {
      // The recognizer is closed, and with it every stream was stopped.
      end(new RecognitionException("the recognizer was closed", e));
    }
  }

  private void work() {
    try {
      while (stopped.get() == null && !worker.ended() && worker.step(price)) {
        encodedSeconds = worker.encodedSeconds();
        waiters.reached(pendingSeconds());
      }
    } catch (RecognitionException e) {
      stopped.compareAndSet(null, e);
    } catch (RuntimeException | OutOfMemoryError e) {
      stopped.compareAndSet(null, new RecognitionException("the stream failed: " + e, e));
    }
    if (worker.ended()) {
      end(null);
    } else if (stopped.get() != null) {
      end(stopped.get());
    }
  }

  private void end(RuntimeException reason) {
    RuntimeException unanswered =
        reason == null ? new IllegalStateException("the stream was finished") : reason;
    for (StreamCommand left = inbox.poll(); left != null; left = inbox.poll()) {
      if (left instanceof StreamCommand.Mark mark && mark.done() != completion) {
        mark.done().completeExceptionally(unanswered);
      }
    }
    onEnd.accept(this);
    if (reason == null) {
      completion.complete(null);
    } else {
      completion.completeExceptionally(reason);
    }
    waiters.end(reason);
  }
}
