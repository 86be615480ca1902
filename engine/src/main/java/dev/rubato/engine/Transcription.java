package dev.rubato.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * Transcribes one recording that comes faster than it can be recognised: unlike a {@link
 * RecognitionStream} it lets its caller wait, so that little audio is held. Made by {@link
 * Recognizer#transcription}. Used by one thread, which must not be one of the recognizer's.
 */
public final class Transcription implements AutoCloseable {
  /** Audio given to the stream at a time, samples. */
  private static final int PIECE = 160_000;

  /** Audio that may wait in the stream, seconds. */
  private static final double MAX_PENDING = 60;

  private final List<Final> segments = new ArrayList<>();
  private final Consumer<? super RecognitionEvent> listener;
  private final RecognitionStream stream;
  private Compute compute = Compute.NONE;

  Transcription(
      Recognizer recognizer, StreamOptions options, Consumer<? super RecognitionEvent> listener) {
    this.listener = listener;
    this.stream = recognizer.stream(options.withMaxBacklogSeconds(2 * MAX_PENDING), this::collect);
  }

  private void collect(RecognitionEvent event) {
    if (event instanceof Final segment) {
      compute = compute.plus(segment.compute());
      if (!segment.words().isEmpty()) {
        segments.add(segment);
      }
    }
    listener.accept(event);
  }

  /**
   * Takes the next samples; waits if much is to be done already.
   *
   * @param samples 16 kHz mono samples in [-1, 1]; not kept
   * @param offset index of the first sample to take
   * @param length number of samples to take
   * @throws RecognitionException if the recording cannot be transcribed
   */
  public void accept(float[] samples, int offset, int length) {
    for (int from = 0; from < length; from += PIECE) {
      if (stream.pendingSeconds() > MAX_PENDING) {
        await(stream.whenPendingAtMost(MAX_PENDING / 2));
      }
      stream.accept(samples, offset + from, Math.min(PIECE, length - from));
    }
  }

  /**
   * Ends the recording and waits for its transcript.
   *
   * @throws RecognitionException if the recording cannot be transcribed
   */
  public Transcript finish() {
    await(stream.finish());
    return new Transcript(stream.acceptedSeconds(), segments, compute);
  }

  private static void await(CompletableFuture<Void> future) {
    try {
      future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RecognitionException
          ? new RecognitionException(e.getCause().getMessage(), e)
          : e;
    }
  }

  /** Abandons the recording if it has not ended. */
  @Override
  public void close() {
    stream.close();
  }
}
