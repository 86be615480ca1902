package dev.rubato.engine;

/**
 * How busy a recognizer is: a snapshot for metrics and governors. Immutable; may be shared between
 * threads.
 *
 * @param openStreams streams that were opened and neither ended nor were closed
 * @param waitingChunks encoder chunks in the queue now
 * @param queueDelay how long the chunks of recent runs waited for their run, seconds, as a moving
 *     average
 * @param runs encoder runs since the start
 * @param chunks encoder chunks since the start; divided by {@code runs} it is the mean batch
 * @param busySeconds time that encoder threads spent in runs, summed over threads
 * @param audioSeconds audio that was encoded since the start
 * @param nativeResources native objects (sessions, tensors, direct buffers) that are open now
 */
public record RecognizerLoad(
    int openStreams,
    int waitingChunks,
    double queueDelay,
    long runs,
    long chunks,
    double busySeconds,
    double audioSeconds,
    int nativeResources) {}
