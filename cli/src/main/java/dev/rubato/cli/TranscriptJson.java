package dev.rubato.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rubato.engine.Transcript;
import dev.rubato.engine.Word;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Transcripts as JSON. Stateless; may be shared between threads. */
final class TranscriptJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private TranscriptJson() {}

  /** One line: {@code {"file","text","duration","words":[{"word","start","end","confidence"}]}}. */
  static String line(String file, Transcript transcript) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("file", file);
    node.put("text", transcript.text());
    node.put("duration", rounded(transcript.duration(), 3));
    ArrayNode words = node.putArray("words");
    for (Word word : transcript.words()) {
      words
          .addObject()
          .put("word", word.text())
          .put("start", rounded(word.start(), 3))
          .put("end", rounded(word.end(), 3))
          .put("confidence", rounded(word.confidence(), 4));
    }
    return write(node);
  }

  /** A JSON value in one line. */
  static String write(ObjectNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A number with so many decimals at most. */
  static BigDecimal rounded(double value, int decimals) {
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
  }
}
