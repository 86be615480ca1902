package dev.rubato.engine.encoder;

/** Counts what the encoder threads did. May be shared between threads. */
final class RunStatistics {
  /** Weight of the newest run in the moving average of the queue delay. */
  private static final double NEWEST = 0.1;

  private long runs;
  private long chunks;
  private long frames;
  private long busyNanos;
  private double queueDelay;

  /**
   * Counts a run.
   *
   * @param waited how long its oldest chunk waited, seconds
   * @param chunkCount chunks in it
   * @param frameCount valid encoder frames that came out
   * @param nanos how long it took
   */
  synchronized void add(double waited, long chunkCount, long frameCount, long nanos) {
    runs++;
    chunks += chunkCount;
    frames += frameCount;
    busyNanos += nanos;
    queueDelay += NEWEST * (waited - queueDelay);
  }

  synchronized BatcherLoad load(int waitingChunks) {
    return new BatcherLoad(waitingChunks, queueDelay, runs, chunks, frames, busyNanos / 1e9);
  }
}
