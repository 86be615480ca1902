package dev.rubato.server.openai;

import dev.rubato.server.http.Exchange;
import dev.rubato.server.http.HttpException;
import dev.rubato.server.http.Route;
import dev.rubato.server.session.ModelNames;
import dev.rubato.server.session.SpeechService;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Lists the names of the one model. May be shared between threads. */
public final class ModelsEndpoint {
  /** Where all are listed. */
  public static final String MODELS = "/v1/models";

  private final SpeechService service;
  private final long created = Instant.now().getEpochSecond();

  /** Makes the endpoint. */
  public ModelsEndpoint(SpeechService service) {
    this.service = service;
  }

  private record Model(String id, String object, long created, String ownedBy) {}

  private record Models(String object, List<Model> data) {}

  /** The route of {@link #MODELS}. */
  public Route list() {
    return Route.guarded(
        HttpMethod.GET,
        OpenAiEndpoint.ERRORS,
        exchange ->
            exchange.answer(
                new Models(
                    "list",
                    Stream.concat(
                            Stream.of(service.recognizer().model().name()),
                            service.config().names().aliases().stream())
                        .distinct()
                        .map(this::model)
                        .toList())));
  }

  /** The route of the paths below {@link #MODELS}. */
  public Route one() {
    return Route.guarded(HttpMethod.GET, OpenAiEndpoint.ERRORS, this::find);
  }

  private void find(Exchange exchange) {
    String name = exchange.request().path().substring(MODELS.length() + 1);
    if (!ModelNames.matches(name, service)) {
      throw new HttpException(TranscriptionRequest.unknownModel(name, service));
    }
    exchange.answer(model(name));
  }

  private Model model(String name) {
    return new Model(name, "model", created, "rubato");
  }
}
