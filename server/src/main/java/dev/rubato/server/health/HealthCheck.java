package dev.rubato.server.health;

import dev.rubato.engine.RecognitionStream;
import dev.rubato.engine.Recognizer;
import dev.rubato.engine.StreamOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Runs a second of audio through the model and sees whether it comes back in time: a process that
 * still accepts connections may yet be unable to recognise anything. Callers that come while a
 * check runs, or shortly after, share its outcome, so that checks are no load. May be shared
 * between threads.
 */
public final class HealthCheck {
  private static final long FRESH_NANOS = 1_000_000_000L;
  private static final int SECOND = 16_000;
  private static final float LEVEL = 0.1f;

  private final Vertx vertx;
  private final Recognizer recognizer;
  private final Duration deadline;
  private Future<Health> latest;
  private long started;

  /**
   * What a check found.
   *
   * @param ok whether the inference came back in time
   * @param seconds how long it took, or the deadline
   * @param message what is wrong, or null
   */
  public record Health(boolean ok, double seconds, String message) {}

  /**
   * Makes a check.
   *
   * @param vertx runs the deadline
   * @param recognizer is checked
   * @param deadline in which the inference must come back
   */
  public HealthCheck(Vertx vertx, Recognizer recognizer, Duration deadline) {
    this.vertx = vertx;
    this.recognizer = recognizer;
    this.deadline = deadline;
  }

  /** Checks, or shares a recent check. */
  public synchronized Future<Health> check() {
    boolean running = latest != null && !latest.isComplete();
    if (!running && (latest == null || System.nanoTime() - started > FRESH_NANOS)) {
      started = System.nanoTime();
      latest = run();
    }
    return latest;
  }

  private Future<Health> run() {
    Promise<Health> outcome = Promise.promise();
    long begin = System.nanoTime();
    RecognitionStream stream;
    try {
      stream = recognizer.stream(StreamOptions.DEFAULT.withPartials(false), event -> {});
      stream.accept(tone(), 0, SECOND);
    } catch (RuntimeException e) {
      return Future.succeededFuture(new Health(false, 0, e.getMessage()));
    }
    long timer =
        vertx.setTimer(
            deadline.toMillis(),
            late -> {
              stream.close();
              outcome.tryComplete(
                  new Health(
                      false,
                      deadline.toMillis() / 1000.0,
                      "the model did not answer within the deadline"));
            });
    stream
        .finish()
        .whenComplete(
            (nothing, problem) -> {
              vertx.cancelTimer(timer);
              double seconds = (System.nanoTime() - begin) / 1e9;
              outcome.tryComplete(
                  problem == null
                      ? new Health(true, seconds, null)
                      : new Health(false, seconds, problem.getMessage()));
            });
    return outcome.future();
  }

  private static float[] tone() {
    float[] samples = new float[SECOND];
    for (int i = 0; i < SECOND; i++) {
      samples[i] = LEVEL * (float) Math.sin(2 * Math.PI * 440 * i / SECOND);
    }
    return samples;
  }
}
