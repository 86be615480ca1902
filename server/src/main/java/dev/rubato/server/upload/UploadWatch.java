package dev.rubato.server.upload;

import dev.rubato.server.config.LimitsConfig;
import dev.rubato.server.http.Exchange;
import dev.rubato.server.http.HttpException;
import dev.rubato.server.http.HttpProblem;
import io.vertx.core.Vertx;
import java.util.function.Consumer;

/** Bounds one upload in size, in time, and in silence. Used on its request's context. */
final class UploadWatch {
  private static final long CHECK_MILLIS = 500;

  private final Vertx vertx;
  private final LimitsConfig limits;
  private final Consumer<Throwable> exceeded;
  private final long begin = System.nanoTime();
  private final long timer;
  private long bytes;
  private long heard = begin;
  private boolean over;

  /**
   * Starts to watch.
   *
   * @param exchange the request
   * @param limits the bounds
   * @param exceeded called once if one is exceeded
   * @throws HttpException if the stated length alone exceeds the bound
   */
  UploadWatch(Exchange exchange, LimitsConfig limits, Consumer<Throwable> exceeded) {
    this.vertx = exchange.vertx();
    this.limits = limits;
    this.exceeded = exceeded;
    requireStatedLength(exchange);
    this.timer = vertx.setPeriodic(CHECK_MILLIS, tick -> check());
  }

  private void requireStatedLength(Exchange exchange) {
    String stated = exchange.request().getHeader("content-length");
    if (stated != null && !(parse(stated) <= limits.body().bytes())) {
      throw tooLarge();
    }
  }

  private static double parse(String length) {
    try {
      return Double.parseDouble(length);
    } catch (NumberFormatException e) {
      // The HTTP decoder lets only numbers pass; whatever else came would be too large too.
      return Double.NaN;
    }
  }

  private HttpException tooLarge() {
    return new HttpException(
        new HttpProblem(
            413, "too_large", "uploads may have %s at most".formatted(limits.body()), "file"));
  }

  /** Notes that bytes came. */
  void received(int count) {
    heard = System.nanoTime();
    bytes += count;
    if (bytes > limits.body().bytes()) {
      exceed(tooLarge());
    }
  }

  private void check() {
    long now = System.nanoTime();
    if (now - begin > limits.upload().toNanos()) {
      exceed(timeout("the upload took longer than %d s".formatted(limits.upload().toSeconds())));
    } else if (now - heard > limits.header().toNanos()) {
      exceed(timeout("nothing of the upload came for %d s".formatted(limits.header().toSeconds())));
    }
  }

  private static HttpException timeout(String message) {
    return new HttpException(new HttpProblem(408, "timeout", message, null));
  }

  private void exceed(HttpException problem) {
    if (!over) {
      stop();
      exceeded.accept(problem);
    }
  }

  /** Stops watching. */
  void stop() {
    over = true;
    vertx.cancelTimer(timer);
  }
}
