package dev.rubato.server.openai;

import dev.rubato.engine.Final;
import dev.rubato.engine.Word;
import dev.rubato.model.ModelDescription;
import dev.rubato.model.UnencodableTextException;
import dev.rubato.model.Vocabulary;
import dev.rubato.server.http.Exchange;
import dev.rubato.server.openai.TranscriptionBody.LogProb;
import dev.rubato.server.openai.TranscriptionBody.Segment;
import dev.rubato.server.openai.TranscriptionBody.Short;
import dev.rubato.server.openai.TranscriptionBody.TimedWord;
import dev.rubato.server.openai.TranscriptionBody.Usage;
import dev.rubato.server.openai.TranscriptionBody.Verbose;
import dev.rubato.server.session.Languages;
import dev.rubato.server.session.Rounded;
import dev.rubato.server.upload.FileResult;
import java.util.ArrayList;
import java.util.List;

/** Writes a transcript in the form that was asked for. May be shared between threads. */
final class TranscriptionAnswer {
  private static final int[] NO_TOKENS = {};

  private final ModelDescription model;

  TranscriptionAnswer(ModelDescription model) {
    this.model = model;
  }

  void send(Exchange exchange, TranscriptionRequest request, FileResult result) {
    switch (request.format()) {
      case JSON -> exchange.answer(brief(request, result));
      case VERBOSE_JSON -> exchange.answer(verbose(request, result));
      case TEXT -> exchange.text("text/plain; charset=utf-8", result.text() + "\n");
      case SRT ->
          exchange.text(
              "application/x-subrip; charset=utf-8", Subtitles.srt(Cue.of(result.segments())));
      case VTT ->
          exchange.text("text/vtt; charset=utf-8", Subtitles.vtt(Cue.of(result.segments())));
    }
  }

  private static Short brief(TranscriptionRequest request, FileResult result) {
    return new Short(
        result.text(),
        request.logProbs() ? LogProb.of(result.words()) : null,
        Usage.of(result.duration()));
  }

  private Verbose verbose(TranscriptionRequest request, FileResult result) {
    return new Verbose(
        "transcribe",
        Languages.name(model.language()),
        Rounded.millis(result.duration()),
        result.text(),
        request.segments() ? segments(result.segments()) : null,
        request.words() ? TimedWord.of(result.words()) : null,
        Usage.of(result.duration()));
  }

  private List<Segment> segments(List<Final> results) {
    List<Segment> segments = new ArrayList<>();
    for (Final result : results) {
      segments.add(Segment.of(segments.size(), result, tokens(Word.join(result.words()))));
    }
    return segments;
  }

  private int[] tokens(String text) {
    Vocabulary vocabulary = model.vocabulary();
    try {
      return vocabulary.encode(text);
    } catch (UnencodableTextException e) {
      // Text that was made readable afterwards may have characters that the model does not know.
      return NO_TOKENS;
    }
  }
}
