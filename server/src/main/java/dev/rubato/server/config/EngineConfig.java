package dev.rubato.server.config;

import java.time.Duration;

/**
 * How the machine is used. Immutable; may be shared between threads.
 *
 * @param threads encoder threads
 * @param maxBatch chunks per run
 * @param maxBatchDelay wait for a fuller run
 */
public record EngineConfig(
    @Setting(
            value = "0",
            about = "Encoder threads. 0 takes one per core; more only compete with each other.")
        int threads,
    @Setting(
            value = "16",
            about =
                "Chunks of audio, of as many streams, that one encoder run takes at most. 16 use a"
                    + " core nearly fully; more adds delay for little throughput.")
        int maxBatch,
    @Setting(
            value = "0ms",
            about =
                "How long a run that is not full waits for more chunks. Under load batches fill by"
                    + " themselves, so the default does not wait.")
        Duration maxBatchDelay) {

  /** Checks the ranges. */
  public EngineConfig {
    Check.within(threads, 0, 1024, "engine.threads");
    Check.within(maxBatch, 1, 1024, "engine.max-batch");
    Check.within(maxBatchDelay, Duration.ZERO, Duration.ofSeconds(1), "engine.max-batch-delay");
  }

  /** Number of encoder threads to start. */
  public int effectiveThreads() {
    return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
  }
}
