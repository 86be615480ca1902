package dev.rubato.engine.encoder;

/**
 * How busy a batcher is. Immutable; may be shared between threads.
 *
 * @param waitingChunks chunks in the queue now
 * @param queueDelay how long the oldest chunks of recent runs waited, seconds, as a moving average
 * @param runs runs since the start
 * @param chunks chunks in them
 * @param frames valid encoder frames that came out of them
 * @param busySeconds time spent in them, summed over threads
 */
public record BatcherLoad(
    int waitingChunks,
    double queueDelay,
    long runs,
    long chunks,
    long frames,
    double busySeconds) {}
