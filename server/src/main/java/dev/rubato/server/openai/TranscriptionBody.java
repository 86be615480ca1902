package dev.rubato.server.openai;

import dev.rubato.engine.Final;
import dev.rubato.engine.Word;
import dev.rubato.server.session.Rounded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The JSON forms of a transcript. */
sealed interface TranscriptionBody {

  /** What was transcribed, for bills. */
  record Usage(String type, long seconds) {
    static Usage of(double duration) {
      return new Usage("duration", (long) Math.ceil(duration));
    }
  }

  /** The short form. */
  record Short(String text, List<LogProb> logprobs, Usage usage) implements TranscriptionBody {}

  /** How sure the model is of a word. */
  record LogProb(String token, int[] bytes, double logprob) {
    /** Smallest probability that is told, so that its logarithm stays finite. */
    private static final double LEAST = 1e-9;

    static List<LogProb> of(List<Word> words) {
      List<LogProb> parts = new ArrayList<>();
      for (Word word : words) {
        String token = parts.isEmpty() ? word.text() : " " + word.text();
        byte[] utf8 = token.getBytes(StandardCharsets.UTF_8);
        int[] bytes = new int[utf8.length];
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = utf8[i] & 0xff;
        }
        parts.add(new LogProb(token, bytes, Rounded.share(log(word))));
      }
      return parts;
    }

    static double log(Word word) {
      return Math.log(Math.max(LEAST, word.confidence()));
    }
  }

  /** The long form. */
  record Verbose(
      String task,
      String language,
      double duration,
      String text,
      List<Segment> segments,
      List<TimedWord> words,
      Usage usage)
      implements TranscriptionBody {}

  /** One word with its times. */
  record TimedWord(String word, double start, double end) {
    static List<TimedWord> of(List<Word> words) {
      return words.stream()
          .map(
              word ->
                  new TimedWord(
                      word.text(), Rounded.millis(word.start()), Rounded.millis(word.end())))
          .toList();
    }
  }

  /** One segment; strict clients need every field. */
  record Segment(
      int id,
      int seek,
      double start,
      double end,
      String text,
      int[] tokens,
      double temperature,
      double avgLogprob,
      double compressionRatio,
      double noSpeechProb) {
    private static final int SEEK_PER_SECOND = 100;

    /**
     * A segment in these terms.
     *
     * @param id its index
     * @param result its words, at least one
     * @param tokens the model's symbols of its text
     */
    static Segment of(int id, Final result, int[] tokens) {
      List<Word> words = result.words();
      double start = words.get(0).start();
      String text = Word.join(words);
      return new Segment(
          id,
          (int) (start * SEEK_PER_SECOND),
          Rounded.millis(start),
          Rounded.millis(words.get(words.size() - 1).end()),
          " " + text,
          tokens,
          0,
          Rounded.share(words.stream().mapToDouble(LogProb::log).average().orElse(0)),
          Rounded.share(CompressionRatio.of(text)),
          Rounded.share(
              words.stream()
                  .mapToDouble(word -> 1 - word.confidence())
                  .reduce(1, (a, b) -> a * b)));
    }
  }
}
