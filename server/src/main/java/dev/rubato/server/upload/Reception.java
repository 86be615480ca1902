package dev.rubato.server.upload;

import dev.rubato.server.config.LimitsConfig;
import dev.rubato.server.http.Exchange;
import dev.rubato.server.http.HttpException;
import dev.rubato.server.http.HttpProblem;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import java.nio.file.Path;

/** One upload on its way, which ends once, well or not. Used on its request's context. */
final class Reception {
  private final Exchange exchange;
  private final Promise<Void> promise = Promise.promise();
  private final UploadWatch watch;

  Reception(Exchange exchange, LimitsConfig limits) {
    this.exchange = exchange;
    this.watch = new UploadWatch(exchange, limits, this::fail);
    exchange.request().exceptionHandler(this::fail);
    promise.future().onComplete(ended -> watch.stop());
  }

  void received(int bytes) {
    if (!isOver()) {
      watch.received(bytes);
    }
  }

  boolean isOver() {
    return promise.future().isComplete();
  }

  void fail(Throwable problem) {
    promise.tryFail(explain(problem));
  }

  private static Throwable explain(Throwable problem) {
    boolean malformed =
        problem instanceof DecoderException || problem instanceof IllegalArgumentException;
    return malformed
        ? new HttpException(
            HttpProblem.badRequest(null, "the multipart/form-data of the request is malformed"),
            problem)
        : problem;
  }

  void onFailure(Handler<Throwable> handler) {
    promise.future().onFailure(handler);
  }

  Completable<Void> promise() {
    return (value, problem) -> {
      if (problem == null) {
        promise.tryComplete();
      } else {
        fail(problem);
      }
    };
  }

  Future<Void> done() {
    return promise.future();
  }

  Future<Upload> whole(MultiMap fields, Path file) {
    Upload upload = new Upload(exchange.vertx(), fields, file);
    return promise.future().map(nothing -> upload).onFailure(lost -> upload.close());
  }
}
