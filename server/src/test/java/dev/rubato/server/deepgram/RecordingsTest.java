package dev.rubato.server.deepgram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rubato.server.TestServer;
import dev.rubato.server.ToneModel;
import dev.rubato.server.Tones;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RecordingsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer(ToneModel.write(folder.resolve("model")));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> post(String query, String type, byte[] body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.http("/v1/listen" + query))
            .header("content-type", type)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode listen(String query, byte[] body) throws Exception {
    HttpResponse<String> response = post(query, "application/octet-stream", body);
    assertEquals(200, response.statusCode(), response.body());
    return MAPPER.readTree(response.body());
  }

  @Test
  void theReplyHasTheWordsAndWhatTheyAreOf() throws Exception {
    byte[] wav = Tones.wav("ab cd||fed|", 44_100);
    JsonNode reply = listen("?model=nova-3&utterances=true&paragraphs=true&diarize=true", wav);
    JsonNode alternative = reply.at("/results/channels/0/alternatives/0");
    assertEquals("ab cd fed", alternative.path("transcript").asText());
    assertEquals("cd", alternative.at("/words/1/punctuated_word").asText());
    assertTrue(alternative.path("confidence").asDouble() > 0.9);
    assertEquals("ab cd\n\nfed", alternative.at("/paragraphs/transcript").asText());
    assertEquals("fed", reply.at("/results/utterances/1/transcript").asText());
    JsonNode metadata = reply.path("metadata");
    assertEquals(3 + 8 * Tones.LETTER, metadata.path("duration").asDouble(), 1e-3);
    assertEquals(1, metadata.path("channels").asInt());
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(wav);
    assertEquals(HexFormat.of().formatHex(digest), metadata.path("sha256").asText());
    String model = metadata.at("/models/0").asText();
    assertEquals("tones", metadata.path("model_info").path(model).path("name").asText());
    assertEquals("diarize", metadata.at("/warnings/0/parameter").asText());
  }

  @Test
  void rawAudioAndSeparateChannelsAreUnderstood() throws Exception {
    byte[] stereo = Tones.pcm(Tones.samples("ab", 8_000), Tones.samples("|cd", 8_000));
    String query =
        "?encoding=linear16&sample_rate=8000&channels=2&multichannel=true&utterances=true";
    JsonNode reply = listen(query, stereo);
    assertEquals("ab", reply.at("/results/channels/0/alternatives/0/transcript").asText());
    assertEquals("cd", reply.at("/results/channels/1/alternatives/0/transcript").asText());
    assertEquals(1, reply.at("/results/utterances/1/channel").asInt());
  }

  @Test
  void whatIsWrongIsSaidInTheBodyAndAHeader() throws Exception {
    refused(400, "encoding must be", "?encoding=gsm&sample_rate=8000", "audio/wav");
    refused(400, "sample_rate is missing", "?encoding=mulaw", "audio/wav");
    refused(400, "no model", "?model=klingon", "audio/wav");
    refused(400, "writes 'en' only", "?language=fr", "audio/wav");
    refused(400, "multichannel must be true or false", "?multichannel=7", "audio/wav");
    refused(400, "callback", "?callback=http://example.org", "audio/wav");
    refused(400, "does not fetch recordings", "", "application/json");
    refused(400, "", "", "audio/wav");
  }

  private static void refused(int status, String words, String query, String type)
      throws Exception {
    byte[] body = "{\"url\":\"http://169.254.169.254/\"}".getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> response = post(query, type, body);
    assertEquals(status, response.statusCode(), response.body());
    JsonNode error = MAPPER.readTree(response.body());
    assertTrue(error.path("err_msg").asText().contains(words), response.body());
    assertEquals("Bad Request", error.path("err_code").asText());
    assertTrue(response.headers().firstValue("dg-error").isPresent());
  }
}
