package dev.rubato.server.deepgram;

import dev.rubato.engine.Final;
import dev.rubato.engine.Final.Reason;
import dev.rubato.engine.Partial;
import dev.rubato.engine.RecognitionEvent;
import dev.rubato.engine.Word;
import dev.rubato.model.ModelDescription;
import dev.rubato.server.deepgram.Metadata.ModelInfo;
import dev.rubato.server.http.FieldException;
import dev.rubato.server.http.Json;
import dev.rubato.server.session.LiveSession;
import dev.rubato.server.session.Rounded;
import dev.rubato.server.session.SessionOptions;
import dev.rubato.server.session.SessionProblem;
import dev.rubato.server.session.SpeechService;
import dev.rubato.server.socket.CloseCode;
import dev.rubato.server.socket.Conversation;
import dev.rubato.server.socket.SocketLink;
import java.util.ArrayList;
import java.util.List;

/** One live client of the Deepgram dialect. Used on its websocket's context. */
final class LiveConversation implements Conversation {
  private static final long WATCH_MILLIS = 100;

  private final SpeechService service;
  private final SocketLink link;
  private final ListenQuery query;
  private final List<SpokenChannel> channels = new ArrayList<>();
  private LiveSession session;
  private boolean ending;
  private boolean draining;

  LiveConversation(SpeechService service, SocketLink link, ListenQuery query) {
    this.service = service;
    this.link = link;
    this.query = query;
  }

  @Override
  public void opened() {
    query
        .utteranceEnd()
        .ifPresent(silence -> link.every(WATCH_MILLIS, () -> watchUtterances(silence)));
  }

  @Override
  public void binary(byte[] message) {
    if (ending) {
      return;
    }
    if (message.length == 0) {
      // The old way to end a stream.
      finish();
      return;
    }
    if (session == null) {
      boolean events = query.interim() || query.speechEvents() || query.utteranceEnd().isPresent();
      session =
          link.open(
              SessionOptions.of(query.input(), service.config().limits().session())
                  .withApart(query.multichannel())
                  .withPartials(events)
                  .withEndpointing(query.endpointing())
                  .withDigest());
    }
    session.audio(message);
  }

  @Override
  public void text(String message) {
    String type = Json.read(message).text("type").orElse("");
    switch (type) {
      case "KeepAlive" -> link.heard();
      case "Finalize" -> finalizeNow();
      case "CloseStream" -> finish();
      default ->
          throw new FieldException(
              "type",
              "type must be KeepAlive, Finalize or CloseStream, but is '%s'".formatted(type));
    }
  }

  private void finalizeNow() {
    link.heard();
    if (session != null && !ending) {
      session.flush(null);
    }
  }

  private void finish() {
    if (ending) {
      return;
    }
    ending = true;
    if (session == null) {
      finished();
    } else {
      session.finish();
    }
  }

  private SpokenChannel channel(int index) {
    while (channels.size() <= index) {
      channels.add(new SpokenChannel());
    }
    return channels.get(index);
  }

  @Override
  public void event(int index, RecognitionEvent event) {
    SpokenChannel channel = channel(index);
    List<Word> words = event.words();
    if (channel.heard(words) && query.speechEvents()) {
      link.send(
          new LiveMessage.SpeechStarted(
              "SpeechStarted", position(index), Rounded.millis(words.get(0).start())));
    }
    if (event instanceof Final result) {
      link.withdraw(index);
      link.send(results(index, result));
      channel.settled(result.end());
    } else if (event instanceof Partial partial && query.interim()) {
      double start = channel.settledUntil();
      link.offer(index, () -> results(index, partial, start));
    }
  }

  private int[] position(int channel) {
    return new int[] {channel, query.multichannel() ? session.channels() : 1};
  }

  private LiveMessage results(int channel, Final result) {
    boolean finalized = result.reason() == Reason.FLUSH;
    return results(
        channel,
        result.start(),
        result.end(),
        result.words(),
        new Marks(true, result.reason() != Reason.LENGTH, finalized));
  }

  private LiveMessage results(int channel, Partial partial, double start) {
    List<Word> words = partial.words();
    double end = words.isEmpty() ? start : words.get(words.size() - 1).end();
    return results(channel, start, end, words, new Marks(false, false, false));
  }

  private record Marks(boolean settled, boolean speechEnded, boolean finalized) {}

  private LiveMessage results(
      int channel, double start, double end, List<Word> words, Marks marks) {
    ModelDescription model = service.recognizer().model();
    return new LiveMessage.Results(
        "Results",
        position(channel),
        Rounded.millis(Math.max(0, end - start)),
        Rounded.millis(start),
        marks.settled(),
        marks.speechEnded(),
        marks.finalized(),
        new LiveMessage.Channel(List.of(Alternative.of(words))),
        new LiveMessage.ResultMetadata(link.id(), ModelInfo.of(model), Metadata.uuid(model)));
  }

  private void watchUtterances(double silence) {
    if (session == null) {
      return;
    }
    double recognised = session.recognisedSeconds();
    for (int index = 0; index < channels.size(); index++) {
      if (channels.get(index).ends(recognised, silence)) {
        link.send(
            new LiveMessage.UtteranceEnd(
                "UtteranceEnd",
                position(index),
                Rounded.millis(channels.get(index).lastWordEnd())));
      }
    }
  }

  @Override
  public void flushed(Object token) {}

  @Override
  public void finished() {
    link.send(
        Metadata.of(
            "Metadata",
            service.recognizer().model(),
            link.id(),
            session == null ? "" : session.sha256(),
            session == null ? 0 : session.audioSeconds(),
            session == null ? 0 : session.channels(),
            query.ignored()));
    // Any other code makes Deepgram's clients connect again.
    link.close(
        draining ? CloseCode.GOING_AWAY : CloseCode.NORMAL, draining ? "the server stops" : "");
  }

  @Override
  public void drain() {
    draining = true;
    finish();
  }

  @Override
  public void failed(SessionProblem problem) {
    String variant =
        switch (problem.kind()) {
          case IDLE -> "NET-0001";
          case BAD_AUDIO, BAD_REQUEST, TOO_LONG -> "DATA-0000";
          default -> "NET-0000";
        };
    String told = variant + ": " + problem.message();
    link.send(new LiveMessage.Failure("Error", problem.message(), told, variant));
    boolean idle = problem.kind() == SessionProblem.Kind.IDLE;
    link.close(idle ? CloseCode.INTERNAL : CloseCode.of(problem), told);
  }
}
