package dev.rubato.server.openai;

import dev.rubato.engine.Final;
import dev.rubato.server.http.ErrorStyle;
import dev.rubato.server.http.Exchange;
import dev.rubato.server.http.FieldException;
import dev.rubato.server.http.HttpProblem;
import dev.rubato.server.http.Route;
import dev.rubato.server.metrics.DialectMetrics;
import dev.rubato.server.session.AudioInput;
import dev.rubato.server.session.SessionException;
import dev.rubato.server.session.SessionOptions;
import dev.rubato.server.session.SpeechService;
import dev.rubato.server.upload.FileJob;
import dev.rubato.server.upload.FileResult;
import dev.rubato.server.upload.Upload;
import dev.rubato.server.upload.UploadReceiver;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/** Transcribes recordings for OpenAI's clients. May be shared between threads. */
public final class OpenAiEndpoint {
  /** Where recordings go. */
  public static final String TRANSCRIPTIONS = "/v1/audio/transcriptions";

  /** Where recordings would be translated. */
  public static final String TRANSLATIONS = "/v1/audio/translations";

  /** The form of this dialect's errors. */
  public static final ErrorStyle ERRORS = new OpenAiErrors();

  private final SpeechService service;
  private final UploadReceiver receiver;
  private final DialectMetrics metrics;
  private final TranscriptionAnswer answer;

  /**
   * Makes the endpoint.
   *
   * @param service does the work
   * @param receiver takes the recordings
   * @param metrics figures of the dialect
   */
  public OpenAiEndpoint(SpeechService service, UploadReceiver receiver, DialectMetrics metrics) {
    this.service = service;
    this.receiver = receiver;
    this.metrics = metrics;
    this.answer = new TranscriptionAnswer(service.recognizer().model());
  }

  /** The route of {@link #TRANSCRIPTIONS}. */
  public Route transcriptions() {
    return Route.guarded(HttpMethod.POST, ERRORS, this::transcribe);
  }

  /** The route of {@link #TRANSLATIONS}. */
  public Route translations() {
    return Route.guarded(
        HttpMethod.POST,
        ERRORS,
        exchange ->
            exchange.fail(
                new HttpProblem(
                    400,
                    "unsupported",
                    "this server does not translate; use " + TRANSCRIPTIONS,
                    null)));
  }

  private void transcribe(Exchange exchange) {
    service.admission().requireRunning();
    receiver
        .form(exchange)
        .onSuccess(
            upload ->
                Future.succeededFuture(upload)
                    .compose(received -> transcribe(exchange, received))
                    .onComplete(ended -> upload.close())
                    .onFailure(problem -> refuse(exchange, problem)))
        .onFailure(problem -> refuse(exchange, problem));
  }

  private void refuse(Exchange exchange, Throwable problem) {
    if (problem instanceof SessionException refusal) {
      metrics.refused(refusal.problem().kind().name().toLowerCase(Locale.ROOT));
    }
    exchange.fail(problem);
  }

  private Future<FileResult> transcribe(Exchange exchange, Upload upload) {
    TranscriptionRequest request = TranscriptionRequest.of(upload.fields(), service);
    Path file =
        upload.file().orElseThrow(() -> new FieldException("file", "the field 'file' is missing"));
    return request.stream()
        ? stream(exchange, request, file)
        : job(exchange, request, file, result -> {})
            .start()
            .onSuccess(result -> answer.send(exchange, request, result));
  }

  private Future<FileResult> stream(Exchange exchange, TranscriptionRequest request, Path file) {
    EventStream events = new EventStream(exchange, request.logProbs());
    FileJob[] job = new FileJob[1];
    job[0] =
        job(
            exchange,
            request,
            file,
            result -> {
              if (!exchange.response().headWritten()) {
                events.open();
              }
              events.delta(result);
              job[0].hold(exchange.response().writeQueueFull());
            });
    exchange.response().drainHandler(nothing -> job[0].hold(false));
    return job[0]
        .start()
        .onSuccess(
            result -> {
              if (!exchange.response().headWritten()) {
                events.open();
              }
              events.done(result);
            })
        .recover(
            problem -> {
              if (exchange.response().headWritten() && problem instanceof SessionException known) {
                events.fail(HttpProblem.of(known.problem()));
              }
              return Future.failedFuture(problem);
            });
  }

  private FileJob job(
      Exchange exchange, TranscriptionRequest request, Path file, Consumer<Final> progress) {
    SessionOptions options =
        SessionOptions.of(AudioInput.CONTAINED, service.config().limits().fileDuration())
            .withPartials(false)
            .withEndpointing(request.endpointing());
    return new FileJob(service, metrics, exchange, file, options, progress);
  }
}
