package dev.rubato.training.synthesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rubato.training.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a folder of synthesized speech was made from, kept in it as {@code synthesis.json}, so that
 * only a call that would go on in the same way continues it. Immutable; may be shared between
 * threads.
 */
record SynthesisRecord(Map<String, Object> fields) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = "synthesis.json";

  /** Describes a plan. */
  static SynthesisRecord of(List<String> lines, Map<Synthesizer, Double> shares, long seed) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("seed", seed);
    fields.put("text", digest(lines));
    Map<String, Double> weights = new LinkedHashMap<>();
    Map<String, List<String>> voices = new LinkedHashMap<>();
    shares.forEach(
        (synthesizer, share) -> {
          weights.put(synthesizer.corpus(), share);
          voices.put(synthesizer.corpus(), synthesizer.voices());
        });
    fields.put("shares", weights);
    fields.put("voices", voices);
    return new SynthesisRecord(fields);
  }

  /**
   * Writes the record into a new folder, or compares it with the one that lies there.
   *
   * @throws BadInputException if the folder was made from something else; the message says from
   *     what
   */
  void claim(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    JsonNode own = JSON.valueToTree(fields);
    if (!Files.exists(file)) {
      Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(own) + "\n");
      return;
    }
    JsonNode other = JSON.readTree(file.toFile());
    for (String field : fields.keySet()) {
      // Through text, because 1 and 1L are different nodes.
      if (!own.get(field).toString().equals(other.path(field).toString())) {
        throw new BadInputException(
            "%s was made with other %s (%s); continue with the same, or give another folder"
                .formatted(folder, field, shorten(other.path(field).toString())));
      }
    }
  }

  private static String shorten(String text) {
    return text.length() <= 80 ? text : text.substring(0, 77) + "...";
  }

  private static String digest(List<String> lines) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String line : lines) {
        digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
      return "sha256:" + HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
