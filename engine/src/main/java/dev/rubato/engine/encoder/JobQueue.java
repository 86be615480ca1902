package dev.rubato.engine.encoder;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Jobs that wait for a run, oldest first, at most {@code capacity} of them. May be shared between
 * threads.
 */
final class JobQueue {
  /** A job and when it came, nanoseconds. */
  private record Waiting(EncoderJob job, long since) {}

  /**
   * Jobs that fit into one run.
   *
   * @param jobs at least one, oldest first
   * @param padded feature frames of the run
   * @param waited how long the oldest waited, seconds
   */
  record Batch(List<EncoderJob> jobs, int padded, double waited) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final int chunk;
  private final int maxChunks;
  private final long maxDelay;
  private final int capacity;
  private boolean closed;

  /**
   * Makes an empty queue.
   *
   * @param chunk feature frames per chunk
   * @param maxChunks chunks that a batch has at most, unless its first job alone has more
   * @param maxDelay how long a batch that is not full waits for more
   * @param capacity jobs that may wait
   */
  JobQueue(int chunk, int maxChunks, Duration maxDelay, int capacity) {
    this.chunk = chunk;
    this.maxChunks = maxChunks;
    this.maxDelay = maxDelay.toNanos();
    this.capacity = capacity;
  }

  void add(EncoderJob job) {
    lock.lock();
    try {
      if (closed) {
        throw new EncoderException("the recognizer is closed");
      }
      if (waiting.size() >= capacity) {
        throw new EncoderException(
            "%d encoder chunks are waiting already; open fewer streams".formatted(capacity));
      }
      waiting.add(new Waiting(job, System.nanoTime()));
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for jobs and takes those that fit into one run; null once the queue is closed. */
  Batch take() throws InterruptedException {
    lock.lock();
    try {
      while (true) {
        while (waiting.isEmpty() && !closed) {
          changed.await();
        }
        if (closed) {
          return null;
        }
        long left = waiting.getFirst().since + maxDelay - System.nanoTime();
        if (left <= 0 || chunksWaiting() >= maxChunks) {
          return form();
        }
        changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Closes the queue and returns what was left in it. */
  List<EncoderJob> close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      List<EncoderJob> left = waiting.stream().map(Waiting::job).toList();
      waiting.clear();
      return left;
    } finally {
      lock.unlock();
    }
  }

  int chunksWaiting() {
    lock.lock();
    try {
      int chunks = 0;
      for (Waiting entry : waiting) {
        chunks += chunks(entry.job);
      }
      return chunks;
    } finally {
      lock.unlock();
    }
  }

  private Batch form() {
    double waited =
        (System.nanoTime() - waiting.getFirst().since) / (double) TimeUnit.SECONDS.toNanos(1);
    EncoderJob first = waiting.removeFirst().job;
    int padded = chunks(first) * chunk;
    int most = Math.max(1, maxChunks / chunks(first));
    List<EncoderJob> jobs = new ArrayList<>(List.of(first));
    for (Iterator<Waiting> others = waiting.iterator(); others.hasNext() && jobs.size() < most; ) {
      EncoderJob other = others.next().job;
      if (other.advance() ? other.length() == padded : other.length() <= padded) {
        jobs.add(other);
        others.remove();
      }
    }
    return new Batch(jobs, padded, waited);
  }

  private int chunks(EncoderJob job) {
    return (job.length() + chunk - 1) / chunk;
  }
}
