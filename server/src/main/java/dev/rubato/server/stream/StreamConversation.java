package dev.rubato.server.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.rubato.engine.Compute;
import dev.rubato.engine.Final;
import dev.rubato.engine.Partial;
import dev.rubato.engine.RecognitionEvent;
import dev.rubato.model.ModelDescription;
import dev.rubato.server.config.LimitsConfig;
import dev.rubato.server.http.FieldException;
import dev.rubato.server.http.Fields;
import dev.rubato.server.http.Json;
import dev.rubato.server.session.LiveSession;
import dev.rubato.server.session.Rounded;
import dev.rubato.server.session.SessionProblem;
import dev.rubato.server.session.SessionProblem.Kind;
import dev.rubato.server.session.SpeechService;
import dev.rubato.server.socket.CloseCode;
import dev.rubato.server.socket.Conversation;
import dev.rubato.server.socket.SocketLink;
import java.util.Set;

/** One client of the native dialect. Used on its websocket's context. */
final class StreamConversation implements Conversation {
  private final SpeechService service;
  private final SocketLink link;
  private StreamSettings settings;
  private LiveSession session;
  private Compute compute = Compute.NONE;
  private boolean ending;
  private boolean draining;

  StreamConversation(SpeechService service, SocketLink link, StreamSettings settings) {
    this.service = service;
    this.link = link;
    this.settings = settings;
  }

  @Override
  public void opened() {
    service.dial().budget(settings.budget());
    link.send(ready());
  }

  private StreamMessage ready() {
    ModelDescription model = service.recognizer().model();
    LimitsConfig limits = service.config().limits();
    boolean raw = settings.encoding().isPresent();
    return new StreamMessage.Ready(
        "ready",
        link.id(),
        new StreamMessage.Model(
            model.name(), model.language(), Rounded.millis(model.latencySeconds())),
        settings.encoding().map(Encodings::name).orElse(Encodings.CONTAINER),
        raw ? settings.sampleRate() : null,
        raw ? settings.channels() : null,
        settings.separateChannels(),
        settings.partials(),
        settings.endpointing().enabled(),
        settings.endpointing().silenceAfterSpeech(),
        settings.endpointing().maxUtterance(),
        service.dial().budget(settings.budget()).orElse(null),
        service.dial().smallestBudget().orElse(null),
        new StreamMessage.Limits(
            limits.session().toSeconds(), limits.idle().toSeconds(), limits.message().bytes()));
  }

  @Override
  public void binary(byte[] message) {
    requireOpenInput();
    open();
    session.audio(message);
  }

  private void requireOpenInput() {
    if (ending) {
      throw new FieldException(null, "nothing may follow the message 'end'");
    }
  }

  private void open() {
    if (session == null) {
      session = link.open(settings.options(service.config().limits().session()));
    }
  }

  @Override
  public void text(String message) {
    Fields fields = Json.read(message);
    requireOpenInput();
    String type = fields.text("type").orElseThrow(() -> fields.missing("type"));
    switch (type) {
      case "configure" -> configure(fields);
      case "marker" -> marker(fields);
      case "end" -> end(fields);
      default ->
          throw new FieldException(
              "type", "type must be configure, marker or end, but is '%s'".formatted(type));
    }
  }

  private void configure(Fields fields) {
    StreamSettings changed = settings.with(fields);
    if (session != null) {
      if (!changed.differsOnlyInBudget(settings)) {
        throw new FieldException(
            null, "audio has begun; only budget can be configured from now on");
      }
      session.budget(changed.budget());
    }
    settings = changed;
    opened();
  }

  private void marker(Fields fields) {
    fields.requireOnly(Set.of("type", "id"));
    JsonNode id = fields.raw("id").orElse(NullNode.instance);
    if (id.isContainerNode()) {
      throw new FieldException("id", "id must be a string or a number");
    }
    if (session == null) {
      flushed(id);
    } else {
      session.flush(id);
    }
  }

  private void end(Fields fields) {
    fields.requireOnly(Set.of("type"));
    finish();
  }

  private void finish() {
    ending = true;
    if (session == null) {
      finished();
    } else {
      session.finish();
    }
  }

  @Override
  public void event(int channel, RecognitionEvent event) {
    if (event instanceof Final result) {
      link.withdraw(channel);
      compute = compute.plus(result.compute());
      link.send(StreamMessage.FinalResult.of(channel, result));
    } else if (event instanceof Partial partial) {
      link.offer(channel, () -> StreamMessage.PartialResult.of(channel, partial));
    }
  }

  @Override
  public void flushed(Object token) {
    link.send(new StreamMessage.Marker("marker", (JsonNode) token));
  }

  @Override
  public void finished() {
    double audio = session == null ? 0 : session.audioSeconds();
    link.send(new StreamMessage.End("end", Rounded.millis(audio), StreamMessage.Work.of(compute)));
    link.close(
        draining ? CloseCode.GOING_AWAY : CloseCode.NORMAL, draining ? "the server stops" : "");
  }

  @Override
  public void drain() {
    draining = true;
    if (!ending) {
      finish();
    }
  }

  @Override
  public void failed(SessionProblem problem) {
    SessionProblem told = settings.encoding().isEmpty() ? withHint(problem) : problem;
    link.send(StreamMessage.Problem.of(told));
    link.close(CloseCode.of(problem), told.message());
  }

  private static SessionProblem withHint(SessionProblem problem) {
    return problem.kind() == Kind.BAD_AUDIO
        ? new SessionProblem(
            Kind.BAD_AUDIO,
            problem.message() + " (raw samples need the settings encoding and sample_rate)")
        : problem;
  }
}
