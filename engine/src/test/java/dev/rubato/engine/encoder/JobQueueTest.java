package dev.rubato.engine.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rubato.engine.RandomModels;
import dev.rubato.model.ModelPackage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobQueueTest {
  private static final int CHUNK = 32;

  @TempDir static Path folder;
  private static EncoderSession encoder;

  @BeforeAll
  static void open() {
    try (ModelPackage model = ModelPackage.open(RandomModels.write(folder.resolve("model")))) {
      encoder =
          EncoderSession.open(
              model.encoder(), model.description().encoder(), new NativeResources());
    }
  }

  @AfterAll
  static void close() {
    encoder.close();
  }

  private static EncoderJob job(int frames, boolean advance) {
    EncoderJob.Answer nobody =
        new EncoderJob.Answer() {
          @Override
          public void succeeded(EncoderOutput output) {}

          @Override
          public void failed(EncoderException problem) {}
        };
    return new EncoderJob(encoder.newState(), new float[0], frames, 0, advance, nobody);
  }

  private static JobQueue queue(int maxChunks, EncoderJob... jobs) {
    JobQueue queue = new JobQueue(CHUNK, maxChunks, Duration.ZERO, 100);
    for (EncoderJob job : jobs) {
      queue.add(job);
    }
    return queue;
  }

  private static List<Integer> lengths(JobQueue.Batch batch) {
    return batch.jobs().stream().map(EncoderJob::length).toList();
  }

  @Test
  void takesTheOldestUpToTheLimit() throws InterruptedException {
    EncoderJob[] jobs = {job(CHUNK, true), job(CHUNK, true), job(CHUNK, true)};
    JobQueue queue = queue(2, jobs);

    assertEquals(List.of(jobs[0], jobs[1]), queue.take().jobs());
    assertEquals(List.of(jobs[2]), queue.take().jobs());
  }

  @Test
  void longJobsCountTheirChunks() throws InterruptedException {
    JobQueue queue = queue(4, job(2 * CHUNK, true), job(2 * CHUNK, true), job(2 * CHUNK, true));

    assertEquals(6, queue.chunksWaiting());
    assertEquals(List.of(2 * CHUNK, 2 * CHUNK), lengths(queue.take()));
    assertEquals(2, queue.chunksWaiting());
  }

  @Test
  void jobsThatAdvanceShareTheirLengthAndOthersFitIn() throws InterruptedException {
    JobQueue queue =
        queue(
            8,
            job(2 * CHUNK, true),
            job(CHUNK, true),
            job(5, false),
            job(3 * CHUNK, false),
            job(2 * CHUNK, true));

    JobQueue.Batch batch = queue.take();
    assertEquals(List.of(2 * CHUNK, 5, 2 * CHUNK), lengths(batch));
    assertEquals(2 * CHUNK, batch.padded());
    assertEquals(List.of(CHUNK), lengths(queue.take()));
    assertEquals(List.of(3 * CHUNK), lengths(queue.take()));
  }

  @Test
  void jobLargerThanTheLimitRunsAlone() throws InterruptedException {
    JobQueue queue = queue(1, job(3 * CHUNK, true), job(3 * CHUNK, true));

    assertEquals(1, queue.take().jobs().size());
    assertEquals(3 * CHUNK, queue.take().padded());
  }

  @Test
  void waitsForMoreWhileItMayAndNoLongerThanUntilItIsFull() throws Exception {
    JobQueue queue = new JobQueue(CHUNK, 2, Duration.ofSeconds(60), 100);
    queue.add(job(CHUNK, true));
    CompletableFuture<Integer> taken =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return queue.take().jobs().size();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    queue.add(job(CHUNK, true));

    assertEquals(2, taken.get(30, TimeUnit.SECONDS));
  }

  @Test
  void fullAndClosedQueuesRefuse() throws InterruptedException {
    JobQueue queue = new JobQueue(CHUNK, 2, Duration.ZERO, 1);
    queue.add(job(CHUNK, true));
    EncoderException full = assertThrows(EncoderException.class, () -> queue.add(job(CHUNK, true)));
    assertTrue(full.getMessage().contains("1 encoder"), full.getMessage());

    assertEquals(1, queue.close().size());
    assertNull(queue.take());
    assertThrows(EncoderException.class, () -> queue.add(job(CHUNK, true)));
  }
}
