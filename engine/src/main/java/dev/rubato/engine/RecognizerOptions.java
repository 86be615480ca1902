package dev.rubato.engine;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How a recognizer uses the machine. Immutable; may be shared between threads.
 *
 * @param threads encoder threads, each of which runs one batch at a time, and as many workers for
 *     features and decoding. The default is one per core; more only compete with each other
 * @param maxBatch chunks that one encoder run takes at most, of one or of many streams. The default
 *     of 16 uses a core nearly fully; more adds delay for little throughput
 * @param maxBatchDelay how long a run waits for more chunks while it is not full. The default is
 *     not at all: under load chunks queue up while the run before them is busy, so batches fill by
 *     themselves
 * @param maxStreams streams open at once; one more is refused. The default of 10 000 is a fuse, not
 *     a load limit
 */
public record RecognizerOptions(int threads, int maxBatch, Duration maxBatchDelay, int maxStreams) {

  /** One thread per core, batches as they come; see the parameters. */
  public static final RecognizerOptions DEFAULT =
      new RecognizerOptions(Runtime.getRuntime().availableProcessors(), 16, Duration.ZERO, 10_000);

  /** Validates every field; the message names the field and the permitted values. */
  public RecognizerOptions {
    require(threads >= 1 && threads <= 1024, "threads must be between 1 and 1024", threads);
    require(maxBatch >= 1 && maxBatch <= 1024, "maxBatch must be between 1 and 1024", maxBatch);
    requireNonNull(maxBatchDelay, "maxBatchDelay is null");
    require(
        !maxBatchDelay.isNegative() && maxBatchDelay.compareTo(Duration.ofSeconds(1)) <= 0,
        "maxBatchDelay must be between 0 and 1 s",
        maxBatchDelay);
    require(maxStreams >= 1, "maxStreams must be positive", maxStreams);
  }

  /** The same options with another number of threads. */
  public RecognizerOptions withThreads(int count) {
    return new RecognizerOptions(count, maxBatch, maxBatchDelay, maxStreams);
  }

  /** The same options with another largest batch, chunks. */
  public RecognizerOptions withMaxBatch(int chunks) {
    return new RecognizerOptions(threads, chunks, maxBatchDelay, maxStreams);
  }

  /** The same options with another wait for more chunks. */
  public RecognizerOptions withMaxBatchDelay(Duration delay) {
    return new RecognizerOptions(threads, maxBatch, delay, maxStreams);
  }

  /** The same options with another limit on open streams. */
  public RecognizerOptions withMaxStreams(int count) {
    return new RecognizerOptions(threads, maxBatch, maxBatchDelay, count);
  }

  private static void require(boolean condition, String message, Object value) {
    if (!condition) {
      throw new IllegalArgumentException(message + ", but is " + value);
    }
  }
}
