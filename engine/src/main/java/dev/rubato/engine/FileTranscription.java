package dev.rubato.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Feeds a recording to a stream no faster than it is recognised, and collects what comes. Used by
 * one thread.
 */
final class FileTranscription implements AutoCloseable {
  /** Audio given to the stream at a time, samples. */
  private static final int PIECE = 160_000;

  /** Audio that may wait in the stream, seconds. */
  private static final double MAX_PENDING = 60;

  private final List<Final> segments = new ArrayList<>();
  private final RecognitionStream stream;
  private Compute compute = Compute.NONE;

  FileTranscription(Recognizer recognizer, StreamOptions options) {
    this.stream =
        recognizer.stream(
            options.withPartials(false).withMaxBacklogSeconds(2 * MAX_PENDING), this::collect);
  }

  private void collect(RecognitionEvent event) {
    if (event instanceof Final segment) {
      compute = compute.plus(segment.compute());
      if (!segment.words().isEmpty()) {
        segments.add(segment);
      }
    }
  }

  void accept(float[] samples, int offset, int length) {
    for (int from = 0; from < length; from += PIECE) {
      if (stream.pendingSeconds() > MAX_PENDING) {
        await(stream.whenPendingAtMost(MAX_PENDING / 2));
      }
      stream.accept(samples, offset + from, Math.min(PIECE, length - from));
    }
  }

  Transcript finish() {
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

  @Override
  public void close() {
    stream.close();
  }
}
