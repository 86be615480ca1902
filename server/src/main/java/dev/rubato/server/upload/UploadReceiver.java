package dev.rubato.server.upload;

import dev.rubato.server.config.LimitsConfig;
import dev.rubato.server.http.Exchange;
import dev.rubato.server.http.HttpException;
import dev.rubato.server.http.HttpProblem;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Receives uploads. May be shared between threads. */
public final class UploadReceiver {
  private static final Pattern FORM =
      Pattern.compile(
          "multipart/form-data\\s*;(.*;)?\\s*boundary=(\"[^\"]+\"|[^\";,\\s]+).*",
          Pattern.CASE_INSENSITIVE);

  private final Spool spool;
  private final LimitsConfig limits;

  /**
   * Makes a receiver.
   *
   * @param spool where uploads lie
   * @param limits bounds of size and time
   */
  public UploadReceiver(Spool spool, LimitsConfig limits) {
    this.spool = spool;
    this.limits = limits;
  }

  /**
   * Receives a body that is a recording.
   *
   * @return fails with an {@link HttpException} if the body exceeds a limit
   */
  public Future<Upload> body(Exchange exchange) {
    requireIdentity(exchange);
    HttpServerRequest request = exchange.request();
    Path file = spool.next();
    Reception reception = new Reception(exchange, limits);
    request.pause();
    exchange
        .vertx()
        .fileSystem()
        .open(file.toString(), new OpenOptions().setCreateNew(true))
        .onSuccess(target -> write(request, target, reception))
        .onFailure(reception::fail);
    return reception.whole(MultiMap.caseInsensitiveMultiMap(), file);
  }

  private static void write(HttpServerRequest request, AsyncFile target, Reception reception) {
    target.drainHandler(nothing -> request.resume());
    request.handler(
        bytes -> {
          reception.received(bytes.length());
          if (!reception.isOver()) {
            target.write(bytes);
            if (target.writeQueueFull()) {
              request.pause();
            }
          }
        });
    request.endHandler(nothing -> target.close().onComplete(reception.promise()));
    reception.onFailure(lost -> target.close());
    request.resume();
  }

  /**
   * Receives a form with a recording in its part {@code file}.
   *
   * @return fails with an {@link HttpException} if the form is not valid or exceeds a limit
   */
  public Future<Upload> form(Exchange exchange) {
    requireIdentity(exchange);
    HttpServerRequest request = exchange.request();
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    if (type == null || !isForm(type)) {
      throw new HttpException(
          HttpProblem.badRequest(
              null,
              "the request must be multipart/form-data with a boundary and a part named 'file'"));
    }
    Reception reception = new Reception(exchange, limits);
    FormFile part = new FormFile(spool.next());
    request.setExpectMultipart(true);
    request.handler(bytes -> reception.received(bytes.length()));
    request.uploadHandler(upload -> part.take(upload, reception));
    request.endHandler(nothing -> part.written().<Void>mapEmpty().onComplete(reception.promise()));
    return reception
        .done()
        .map(nothing -> new Upload(exchange.vertx(), request.formAttributes(), part.fileIfTaken()))
        .onFailure(lost -> new Upload(exchange.vertx(), null, part.fileIfTaken()).close());
  }

  private static boolean isForm(String type) {
    return FORM.matcher(type).matches();
  }

  private static void requireIdentity(Exchange exchange) {
    String encoding = exchange.request().getHeader(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw new HttpException(
          new HttpProblem(
              415,
              "unsupported_encoding",
              "compressed request bodies are not taken; send the recording as it is",
              null));
    }
  }

  /** The part of a form that is the recording. */
  private static final class FormFile {
    private final Path file;
    private Future<Void> written = Future.succeededFuture();
    private boolean taken;

    FormFile(Path file) {
      this.file = file;
    }

    void take(HttpServerFileUpload upload, Reception reception) {
      if (!upload.name().equals("file") || taken) {
        // Others are read and dropped.
        upload.handler(bytes -> {});
        return;
      }
      taken = true;
      Promise<Void> done = Promise.promise();
      written = done.future();
      upload.streamToFileSystem(file.toString()).onComplete(done);
      reception.onFailure(lost -> upload.cancelStreamToFileSystem());
    }

    Future<Void> written() {
      return written;
    }

    Path fileIfTaken() {
      return taken ? file : null;
    }
  }
}
