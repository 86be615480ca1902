package dev.rubato.server.vosk;

import dev.rubato.engine.Final;
import dev.rubato.engine.Partial;
import dev.rubato.engine.RecognitionEvent;
import dev.rubato.engine.Word;
import dev.rubato.server.http.FieldException;
import dev.rubato.server.http.Fields;
import dev.rubato.server.http.Json;
import dev.rubato.server.session.LiveSession;
import dev.rubato.server.session.ModelNames;
import dev.rubato.server.session.SessionOptions;
import dev.rubato.server.session.SessionProblem;
import dev.rubato.server.session.SpeechService;
import dev.rubato.server.socket.CloseCode;
import dev.rubato.server.socket.Conversation;
import dev.rubato.server.socket.SocketLink;
import java.util.ArrayList;
import java.util.List;

/**
 * One client of the Vosk dialect. Clients wait for the reply to each of their messages before they
 * send the next one, so every reply is sent exactly once and as soon as the audio of its message is
 * recognised. Used on its websocket's context.
 */
final class VoskConversation implements Conversation {
  private final SpeechService service;
  private final SocketLink link;
  private final List<Word> settled = new ArrayList<>();
  private VoskSettings settings;
  private LiveSession session;
  private List<Word> partial = List.of();
  private boolean hasResult;
  private boolean ending;
  private boolean draining;

  VoskConversation(SpeechService service, SocketLink link) {
    this.service = service;
    this.link = link;
    this.settings = VoskSettings.of(service.config().vosk());
  }

  @Override
  public void text(String message) {
    Fields fields = Json.read(message);
    if (ending) {
      throw new FieldException(null, "nothing may follow eof");
    }
    if (fields.has("config")) {
      configure(fields.object("config").orElseThrow());
    } else if (fields.has("eof")) {
      finish();
    } else if (fields.has("reset")) {
      reset();
    } else {
      throw new FieldException(null, "a text message must hold config, eof or reset");
    }
  }

  private void configure(Fields config) {
    VoskSettings changed = settings.with(config);
    changed.model().ifPresent(name -> ModelNames.require(name, service));
    if (session != null && changed.sampleRate() != settings.sampleRate()) {
      throw new FieldException("sample_rate", "sample_rate must be told before the first audio");
    }
    settings = changed;
  }

  private void finish() {
    ending = true;
    if (session == null) {
      finished();
    } else {
      session.finish();
    }
  }

  private void reset() {
    if (session == null) {
      flushed(null);
    } else {
      session.flush(null);
    }
  }

  @Override
  public void binary(byte[] message) {
    if (ending) {
      throw new FieldException(null, "nothing may follow eof");
    }
    if (session == null) {
      session = link.open(SessionOptions.of(settings.input(), service.config().limits().session()));
    }
    session.audio(message);
    session.sync(null);
  }

  @Override
  public void event(int channel, RecognitionEvent event) {
    if (event instanceof Final result) {
      settled.addAll(result.words());
      hasResult = true;
      partial = List.of();
    } else if (event instanceof Partial newest) {
      partial = newest.words();
    }
  }

  @Override
  public void synced(Object token) {
    if (hasResult) {
      sendResult();
    } else {
      link.send(new VoskResult.PartialText(Word.join(partial)));
    }
  }

  private void sendResult() {
    link.send(VoskResult.of(settled, settings));
    settled.clear();
    hasResult = false;
  }

  @Override
  public void flushed(Object token) {
    sendResult();
  }

  @Override
  public void finished() {
    sendResult();
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
    link.send(new VoskResult.Problem(problem.message()));
    link.close(CloseCode.of(problem), problem.message());
  }
}
