package dev.rubato.server.openai;

import dev.rubato.engine.Final;
import dev.rubato.engine.Word;
import dev.rubato.server.http.Exchange;
import dev.rubato.server.http.HttpProblem;
import dev.rubato.server.http.Json;
import dev.rubato.server.openai.TranscriptionBody.LogProb;
import dev.rubato.server.openai.TranscriptionBody.Usage;
import dev.rubato.server.upload.FileResult;
import io.vertx.core.http.HttpHeaders;
import java.util.List;

/** A transcript as server-sent events, segment by segment. Used on its request's context. */
final class EventStream {
  private final Exchange exchange;
  private final boolean logProbs;
  private boolean begun;

  EventStream(Exchange exchange, boolean logProbs) {
    this.exchange = exchange;
    this.logProbs = logProbs;
  }

  private record Delta(String type, String delta, List<LogProb> logprobs) {}

  private record Done(String type, String text, List<LogProb> logprobs, Usage usage) {}

  /** Opens the answer; afterwards errors are events too. */
  void open() {
    exchange
        .response()
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        // Proxies such as nginx would otherwise collect the events.
        .putHeader("x-accel-buffering", "no");
  }

  /** Sends a segment. */
  void delta(Final result) {
    String text = Word.join(result.words());
    write(
        new Delta(
            "transcript.text.delta",
            begun ? " " + text : text,
            logProbs ? LogProb.of(result.words()) : null));
    begun = true;
  }

  /** Sends the whole text and ends the answer. */
  void done(FileResult result) {
    write(
        new Done(
            "transcript.text.done",
            result.text(),
            logProbs ? LogProb.of(result.words()) : null,
            Usage.of(result.duration())));
    end();
  }

  /** Sends an error and ends the answer. */
  void fail(HttpProblem problem) {
    write(OpenAiErrors.error(problem));
    end();
  }

  private void write(Object event) {
    if (exchange.isOpen()) {
      exchange.response().write("data: " + Json.write(event) + "\n\n");
    }
  }

  private void end() {
    if (exchange.isOpen()) {
      exchange.response().end("data: [DONE]\n\n");
    }
  }
}
