package dev.rubato.server.deepgram;

import dev.rubato.engine.Final;
import dev.rubato.engine.Word;
import dev.rubato.server.deepgram.Alternative.TimedWord;
import dev.rubato.server.session.Rounded;
import dev.rubato.server.upload.FileResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * The reply to a recording. Immutable; may be shared between threads.
 *
 * @param metadata about the reply
 * @param results the words
 */
record ListenReply(Metadata metadata, Results results) {

  /** The words of all channels. */
  record Results(List<Channel> channels, List<Utterance> utterances) {}

  /** The words of a channel. */
  record Channel(List<Alternative> alternatives) {}

  /** What was said between two pauses. */
  record Utterance(
      double start,
      double end,
      double confidence,
      int channel,
      String transcript,
      List<TimedWord> words,
      String id) {
    static Utterance of(int channel, Final segment, String requestId) {
      List<Word> words = segment.words();
      String key = requestId + "/" + channel + "/" + segment.segment();
      return new Utterance(
          Rounded.millis(words.get(0).start()),
          Rounded.millis(words.get(words.size() - 1).end()),
          Rounded.share(segment.confidence()),
          channel,
          Word.join(words),
          words.stream().map(TimedWord::of).toList(),
          UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString());
    }
  }

  static ListenReply of(Metadata metadata, ListenQuery query, FileResult result) {
    List<Channel> channels = new ArrayList<>();
    List<Utterance> utterances = new ArrayList<>();
    for (List<Final> segments : result.channels()) {
      List<Word> words = segments.stream().flatMap(segment -> segment.words().stream()).toList();
      Alternative alternative = Alternative.of(words);
      channels.add(
          new Channel(
              List.of(query.paragraphs() ? alternative.withParagraphs(segments) : alternative)));
      for (Final segment : segments) {
        utterances.add(Utterance.of(channels.size() - 1, segment, metadata.requestId()));
      }
    }
    utterances.sort(Comparator.comparingDouble(Utterance::start));
    return new ListenReply(metadata, new Results(channels, query.utterances() ? utterances : null));
  }
}
