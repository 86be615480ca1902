package dev.rubato.server;

import dev.rubato.server.config.LimitsConfig;
import dev.rubato.server.deepgram.ListenEndpoint;
import dev.rubato.server.health.HealthCheck;
import dev.rubato.server.http.ErrorStyle;
import dev.rubato.server.http.Route;
import dev.rubato.server.metrics.ServerMetrics;
import dev.rubato.server.openai.ModelsEndpoint;
import dev.rubato.server.openai.OpenAiEndpoint;
import dev.rubato.server.session.SpeechService;
import dev.rubato.server.socket.OpenSockets;
import dev.rubato.server.socket.SocketClock;
import dev.rubato.server.socket.SocketEntry;
import dev.rubato.server.stream.StreamEndpoint;
import dev.rubato.server.upload.Spool;
import dev.rubato.server.upload.UploadReceiver;
import dev.rubato.server.vosk.VoskEndpoint;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** All addresses of the server. */
final class Routes {
  private final SpeechService service;
  private final ServerMetrics metrics;
  private final HealthCheck health;
  private final OpenSockets sockets;
  private final UploadReceiver receiver;

  Routes(
      SpeechService service,
      ServerMetrics metrics,
      HealthCheck health,
      OpenSockets sockets,
      Spool spool) {
    this.service = service;
    this.metrics = metrics;
    this.health = health;
    this.sockets = sockets;
    this.receiver = new UploadReceiver(spool, service.config().limits());
  }

  /** Every path of the main port. */
  Function<String, Route> main() {
    Map<String, Route> exact = new HashMap<>(new Status(service, health, metrics).routes());
    exact.put("/", Route.socket(ErrorStyle.PLAIN, voskEndpoint()::enter));
    exact.put(
        StreamEndpoint.PATH,
        new StreamEndpoint(service, entry(Dialect.STREAM, limits().idle())).route());
    exact.put(
        ListenEndpoint.PATH,
        new ListenEndpoint(
                service,
                receiver,
                entry(Dialect.DEEPGRAM, service.config().deepgram().idle()),
                metrics.of(Dialect.DEEPGRAM))
            .route());
    OpenAiEndpoint openAi = new OpenAiEndpoint(service, receiver, metrics.of(Dialect.OPENAI));
    exact.put(OpenAiEndpoint.TRANSCRIPTIONS, openAi.transcriptions());
    exact.put(OpenAiEndpoint.TRANSLATIONS, openAi.translations());
    ModelsEndpoint models = new ModelsEndpoint(service);
    exact.put(ModelsEndpoint.MODELS, models.list());
    Route model = models.one();
    return path -> path.startsWith(ModelsEndpoint.MODELS + "/") ? model : exact.get(path);
  }

  /** Every path of the Vosk port. */
  Function<String, Route> vosk() {
    Route route = voskEndpoint().route();
    return path -> route;
  }

  private VoskEndpoint voskEndpoint() {
    return new VoskEndpoint(service, entry(Dialect.VOSK, limits().idle()));
  }

  private LimitsConfig limits() {
    return service.config().limits();
  }

  private SocketEntry entry(Dialect dialect, Duration idle) {
    String message =
        "no audio came for %d s, the longest that this server waits".formatted(idle.toSeconds());
    return new SocketEntry(
        service,
        sockets,
        metrics.of(dialect),
        () -> new SocketClock(idle, limits().session(), message));
  }
}
