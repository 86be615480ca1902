package dev.rubato.server.deepgram;

import dev.rubato.engine.Final;
import dev.rubato.engine.Word;
import dev.rubato.server.session.Rounded;
import java.util.List;

/**
 * One reading of some audio. Immutable; may be shared between threads.
 *
 * @param transcript its text
 * @param confidence mean confidence of its words; 0 without words
 * @param words its words
 * @param paragraphs its paragraphs, or null
 */
record Alternative(
    String transcript, double confidence, List<TimedWord> words, Paragraphs paragraphs) {

  /** One word. */
  record TimedWord(
      String word, double start, double end, double confidence, String punctuatedWord) {
    static TimedWord of(Word word) {
      return new TimedWord(
          word.text(),
          Rounded.millis(word.start()),
          Rounded.millis(word.end()),
          Rounded.share(word.confidence()),
          word.text());
    }
  }

  /** The text in paragraphs. */
  record Paragraphs(String transcript, List<Paragraph> paragraphs) {}

  /** What was said between two pauses. */
  record Paragraph(List<Sentence> sentences, int numWords, double start, double end) {
    static Paragraph of(Final segment) {
      List<Word> words = segment.words();
      double start = Rounded.millis(words.get(0).start());
      double end = Rounded.millis(words.get(words.size() - 1).end());
      return new Paragraph(
          List.of(new Sentence(Word.join(words), start, end)), words.size(), start, end);
    }
  }

  /** A sentence. */
  record Sentence(String text, double start, double end) {}

  static Alternative of(List<Word> words) {
    double confidence = words.stream().mapToDouble(Word::confidence).average().orElse(0);
    return new Alternative(
        Word.join(words),
        Rounded.share(confidence),
        words.stream().map(TimedWord::of).toList(),
        null);
  }

  /** The same reading with a paragraph for every segment. */
  Alternative withParagraphs(List<Final> segments) {
    List<Paragraph> parts = segments.stream().map(Paragraph::of).toList();
    StringBuilder text = new StringBuilder();
    for (Final segment : segments) {
      text.append(text.isEmpty() ? "" : "\n\n").append(Word.join(segment.words()));
    }
    return new Alternative(transcript, confidence, words, new Paragraphs(text.toString(), parts));
  }
}
