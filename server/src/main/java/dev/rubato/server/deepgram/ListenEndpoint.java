package dev.rubato.server.deepgram;

import dev.rubato.server.http.ErrorStyle;
import dev.rubato.server.http.Exchange;
import dev.rubato.server.http.FieldException;
import dev.rubato.server.http.Route;
import dev.rubato.server.http.Upgrade;
import dev.rubato.server.metrics.DialectMetrics;
import dev.rubato.server.session.SessionException;
import dev.rubato.server.session.SessionOptions;
import dev.rubato.server.session.SpeechService;
import dev.rubato.server.socket.SocketEntry;
import dev.rubato.server.upload.FileJob;
import dev.rubato.server.upload.FileResult;
import dev.rubato.server.upload.Upload;
import dev.rubato.server.upload.UploadReceiver;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.Locale;

/** The Deepgram dialect's address. May be shared between threads. */
public final class ListenEndpoint {
  /** Where it is. */
  public static final String PATH = "/v1/listen";

  private static final ErrorStyle ERRORS = new DeepgramErrors();

  private final SpeechService service;
  private final UploadReceiver receiver;
  private final SocketEntry entry;
  private final DialectMetrics metrics;

  /**
   * Makes the endpoint.
   *
   * @param service does the work
   * @param receiver takes recordings
   * @param entry lets websockets in
   * @param metrics figures of the dialect
   */
  public ListenEndpoint(
      SpeechService service, UploadReceiver receiver, SocketEntry entry, DialectMetrics metrics) {
    this.service = service;
    this.receiver = receiver;
    this.entry = entry;
    this.metrics = metrics;
  }

  /** The route of {@link #PATH}. */
  public Route route() {
    return Route.guarded(HttpMethod.POST, ERRORS, this::transcribe).withSocket(this::enter);
  }

  private Upgrade enter(Exchange exchange) {
    ListenQuery query = ListenQuery.of(exchange.request().params(), service);
    return entry.enter(exchange, link -> new LiveConversation(service, link, query));
  }

  private void transcribe(Exchange exchange) {
    service.admission().requireRunning();
    ListenQuery query = ListenQuery.of(exchange.request().params(), service);
    requireAudio(exchange);
    receiver
        .body(exchange)
        .onSuccess(
            upload ->
                Future.succeededFuture(upload)
                    .compose(received -> transcribe(exchange, query, received))
                    .onComplete(ended -> upload.close())
                    .onFailure(problem -> refuse(exchange, problem)))
        .onFailure(problem -> refuse(exchange, problem));
  }

  /** A server that fetches what strangers name can be turned against its own network. */
  private static void requireAudio(Exchange exchange) {
    String type = exchange.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type != null && type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      throw new FieldException(
          "url", "url: this server does not fetch recordings; send the audio as the body");
    }
  }

  private Future<FileResult> transcribe(Exchange exchange, ListenQuery query, Upload upload) {
    SessionOptions options =
        SessionOptions.of(query.input(), service.config().limits().fileDuration())
            .withApart(query.multichannel())
            .withPartials(false)
            .withEndpointing(query.endpointing())
            .withDigest();
    return new FileJob(
            service, metrics, exchange, upload.file().orElseThrow(), options, result -> {})
        .start()
        .onSuccess(result -> answer(exchange, query, result));
  }

  private void answer(Exchange exchange, ListenQuery query, FileResult result) {
    Metadata metadata =
        Metadata.of(
            null,
            service.recognizer().model(),
            exchange.id(),
            result.sha256(),
            result.duration(),
            result.channels().size(),
            query.ignored());
    exchange.answer(ListenReply.of(metadata, query, result));
  }

  private void refuse(Exchange exchange, Throwable problem) {
    if (problem instanceof SessionException refusal) {
      metrics.refused(refusal.problem().kind().name().toLowerCase(Locale.ROOT));
    }
    exchange.fail(problem);
  }
}
