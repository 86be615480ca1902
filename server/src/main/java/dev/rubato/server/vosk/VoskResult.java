package dev.rubato.server.vosk;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.rubato.engine.Word;
import dev.rubato.server.session.Rounded;
import java.util.List;

/** The messages that the server sends. */
sealed interface VoskResult {

  /** Words that may change. */
  record PartialText(String partial) implements VoskResult {}

  /** Words that never change. */
  @JsonPropertyOrder({"result", "text"})
  record FinalText(List<VoskWord> result, String text) implements VoskResult {}

  /** Words that never change, in the form with alternatives. */
  record Alternatives(List<Alternative> alternatives) implements VoskResult {}

  /** One reading. */
  record Alternative(double confidence, List<VoskWord> result, String text) {}

  /** One word. */
  record VoskWord(@JsonProperty("conf") Double confidence, double end, double start, String word) {
    static List<VoskWord> of(List<Word> words, boolean confidence) {
      return words.stream()
          .map(
              word ->
                  new VoskWord(
                      confidence ? Rounded.share(word.confidence()) : null,
                      Rounded.millis(word.end()),
                      Rounded.millis(word.start()),
                      word.text()))
          .toList();
    }
  }

  /** Something is wrong; the websocket is closed next. */
  record Problem(String error) implements VoskResult {}

  /** The final form that the settings ask for. */
  static VoskResult of(List<Word> words, VoskSettings settings) {
    String text = Word.join(words);
    boolean listed = settings.words() && !words.isEmpty();
    if (settings.alternatives() == 0) {
      return new FinalText(listed ? VoskWord.of(words, true) : null, text);
    }
    double confidence = words.stream().mapToDouble(Word::confidence).average().orElse(0);
    return new Alternatives(
        List.of(
            new Alternative(
                Rounded.share(confidence), listed ? VoskWord.of(words, false) : null, text)));
  }
}
