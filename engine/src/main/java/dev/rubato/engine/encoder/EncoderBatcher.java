package dev.rubato.engine.encoder;

import ai.onnxruntime.OrtException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes encoder runs for many streams at once: every encoder thread takes the chunks that are
 * waiting and runs them together on the one shared graph. A stream that fails fails alone. May be
 * shared between threads.
 */
public final class EncoderBatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EncoderBatcher.class);

  private final EncoderSession encoder;
  private final JobQueue queue;
  private final List<Thread> threads = new ArrayList<>();
  private final RunStatistics statistics = new RunStatistics();

  /**
   * Starts the encoder threads.
   *
   * @param encoder what to run; stays open until after {@link #close()}
   * @param threadCount number of encoder threads
   * @param maxBatch chunks per run at most
   * @param maxDelay how long a run that is not full waits for more chunks
   * @param capacity jobs that may wait
   */
  public EncoderBatcher(
      EncoderSession encoder, int threadCount, int maxBatch, Duration maxDelay, int capacity) {
    this.encoder = encoder;
    this.queue = new JobQueue(encoder.config().chunkFeatures(), maxBatch, maxDelay, capacity);
    for (int i = 0; i < threadCount; i++) {
      Thread thread = new Thread(this::work, "rubato-encoder-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /**
   * Queues a job; its answer comes on an encoder thread.
   *
   * @throws EncoderException if the batcher is closed or its queue is full
   */
  public void submit(EncoderJob job) {
    queue.add(job);
  }

  private void work() {
    EncoderRun run = new EncoderRun(encoder);
    try {
      JobQueue.Batch batch;
      while ((batch = queue.take()) != null) {
        run(run, batch.jobs(), batch);
      }
    } catch (InterruptedException e) {
      // Nobody interrupts these threads but a host that wants them gone.
      Thread.currentThread().interrupt();
      close(queue.close());
    }
  }

  private void run(EncoderRun run, List<EncoderJob> jobs, JobQueue.Batch batch) {
    List<EncoderOutput> outputs;
    long start = System.nanoTime();
    try {
      outputs = run.run(jobs, batch.padded());
    } catch (OrtException | RuntimeException | OutOfMemoryError e) {
      if (jobs.size() > 1) {
        // Whoever broke the run shall fail alone.
        jobs.forEach(job -> run(run, List.of(job), batch));
      } else {
        LOG.warn("an encoder run failed", e);
        fail(jobs.get(0), new EncoderException("the encoder run failed: " + e.getMessage(), e));
      }
      return;
    }
    statistics.add(
        batch.waited(),
        (long) jobs.size() * (batch.padded() / encoder.config().chunkFeatures()),
        outputs.stream().mapToLong(EncoderOutput::frames).sum(),
        System.nanoTime() - start);
    for (int row = 0; row < jobs.size(); row++) {
      jobs.get(row).answer().succeeded(outputs.get(row));
    }
  }

  private static void fail(EncoderJob job, EncoderException problem) {
    job.answer().failed(problem);
  }

  /** How busy the batcher is. */
  public BatcherLoad load() {
    return statistics.load(queue.chunksWaiting());
  }

  /** Lets the runs that have begun end, fails the jobs that wait, stops the threads. */
  @Override
  public void close() {
    close(queue.close());
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive() && thread != Thread.currentThread()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          // The graph must not be closed under a run, so the end has to be awaited.
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(List<EncoderJob> left) {
    left.forEach(job -> fail(job, new EncoderException("the recognizer was closed")));
  }
}
