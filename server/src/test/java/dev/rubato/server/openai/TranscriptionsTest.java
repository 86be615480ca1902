package dev.rubato.server.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rubato.server.TestForm;
import dev.rubato.server.TestServer;
import dev.rubato.server.ToneModel;
import dev.rubato.server.Tones;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TranscriptionsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer(ToneModel.write(folder.resolve("model")), "limits.body", "2MB");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void uploadsAreDeleted() throws InterruptedException {
    while (server.server().uploads() > 0) {
      Thread.sleep(10);
    }
  }

  private static HttpResponse<String> post(TestForm form) throws Exception {
    return form.post(server.http("/v1/audio/transcriptions"));
  }

  private static TestForm speech(String... fields) {
    TestForm form = new TestForm().file("file", "a.wav", Tones.wav("ab cd||fed|", 16_000));
    form.field("model", "whisper-1");
    for (int i = 0; i < fields.length; i += 2) {
      form.field(fields[i], fields[i + 1]);
    }
    return form;
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    assertEquals("application/json", response.headers().firstValue("content-type").orElse(""));
    return MAPPER.readTree(response.body());
  }

  @Test
  void jsonIsTheDefault() throws Exception {
    HttpResponse<String> response = post(speech());
    assertEquals(200, response.statusCode());
    assertEquals("ab cd fed", json(response).path("text").asText());
    assertEquals(5, json(response).at("/usage/seconds").asInt());
  }

  @Test
  void textSrtAndVttAreNotJson() throws Exception {
    assertEquals("ab cd fed\n", post(speech("response_format", "text")).body());
    String srt = post(speech("response_format", "srt")).body();
    assertTrue(
        srt.matches("(?s)1\n00:00:0\\d,\\d{3} --> 00:00:01,\\d{3}\nab cd\n\n2\n.*\nfed\n\n"), srt);
    HttpResponse<String> vtt = post(speech("response_format", "vtt"));
    assertTrue(
        vtt.body()
            .matches(
                "(?s)WEBVTT\n\n00:00:0\\d\\.\\d{3} --> 00:00:01\\.\\d{3}\nab cd\n\n.*\nfed\n\n"),
        vtt.body());
    assertEquals("text/vtt; charset=utf-8", vtt.headers().firstValue("content-type").orElse(""));
  }

  @Test
  void verboseJsonHasEveryFieldOfASegment() throws Exception {
    JsonNode verbose = json(post(speech("response_format", "verbose_json")));
    assertEquals("transcribe", verbose.path("task").asText());
    assertEquals("english", verbose.path("language").asText());
    assertEquals(3 + 8 * Tones.LETTER, verbose.path("duration").asDouble(), 1e-3);
    assertFalse(verbose.has("words"));
    JsonNode segment = verbose.at("/segments/1");
    assertEquals(1, segment.path("id").asInt());
    assertEquals(" fed", segment.path("text").asText());
    assertEquals(2 + 5 * Tones.LETTER, segment.path("start").asDouble(), 0.1);
    assertEquals(100 * segment.path("start").asDouble(), segment.path("seek").asInt(), 1);
    assertEquals(3, segment.path("tokens").size());
    for (String field :
        List.of("temperature", "avg_logprob", "compression_ratio", "no_speech_prob", "end")) {
      assertTrue(segment.path(field).isNumber(), field);
    }
  }

  @Test
  void wordsComeWhenTheyAreAskedFor() throws Exception {
    JsonNode verbose =
        json(
            post(
                speech(
                    "response_format",
                    "verbose_json",
                    "timestamp_granularities[]",
                    "word",
                    "timestamp_granularities[]",
                    "segment")));
    assertEquals(3, verbose.path("words").size());
    assertEquals("cd", verbose.at("/words/1/word").asText());
    assertEquals(2, verbose.path("segments").size());
    verbose =
        json(post(speech("response_format", "verbose_json", "timestamp_granularities[]", "word")));
    assertFalse(verbose.has("segments"));
  }

  @Test
  void segmentsCanBeStreamed() throws Exception {
    HttpResponse<String> response = post(speech("stream", "true", "include[]", "logprobs"));
    assertEquals("text/event-stream", response.headers().firstValue("content-type").orElse(""));
    List<String> events =
        Arrays.stream(response.body().split("\n\n")).map(event -> event.substring(6)).toList();
    assertEquals(4, events.size());
    assertEquals("ab cd", MAPPER.readTree(events.get(0)).path("delta").asText());
    assertEquals(2, MAPPER.readTree(events.get(0)).path("logprobs").size());
    assertEquals(" fed", MAPPER.readTree(events.get(1)).path("delta").asText());
    JsonNode done = MAPPER.readTree(events.get(2));
    assertEquals("transcript.text.done", done.path("type").asText());
    assertEquals("ab cd fed", done.path("text").asText());
    assertEquals("[DONE]", events.get(3));
  }

  @Test
  void fieldsMayStandBeforeOrBehindTheFileAndUnknownOnesAreIgnored() throws Exception {
    TestForm form =
        new TestForm()
            .field("language", "English")
            .field("model", "tones")
            .field("prompt", "hello")
            .field("chunking_strategy", "auto")
            .field("what", "ever")
            .file("file", "speech.bin", Tones.wav("ab", 48_000))
            .field("temperature", "0");
    assertEquals("ab", json(post(form)).path("text").asText());
  }

  @Test
  void whatIsWrongIsNamed() throws Exception {
    refused(400, "file", "'file' is missing", new TestForm().field("model", "whisper-1"));
    refused(400, "model", "'model' is missing", new TestForm().file("file", "a.wav", new byte[10]));
    refused(400, "model", "must be a string, but is a list", speech("model", "whisper-1"));
    TestForm unknown = new TestForm().field("model", "gpt-9");
    refused(404, "model", "'gpt-9' does not exist", unknown.file("file", "a", new byte[1]));
    refused(400, "response_format", "one of json, text", speech("response_format", "xml"));
    refused(400, "language", "writes 'en' only", speech("language", "de"));
    refused(400, "temperature", "in 0..1", speech("temperature", "7"));
    refused(400, "temperature", "must be a number", speech("temperature", "hot"));
    refused(400, "stream", "goes with", speech("stream", "true", "response_format", "srt"));
    refused(
        400,
        "timestamp_granularities[]",
        "one of word, segment",
        speech("timestamp_granularities[]", "phone"));
    TestForm noAudio = new TestForm().field("model", "whisper-1");
    refused(400, null, "", noAudio.file("file", "a.wav", new byte[9000]));
    TestForm large = new TestForm().field("model", "whisper-1");
    refused(413, "file", "2MB at most", large.file("file", "a.wav", new byte[3 << 20]));
  }

  private static void refused(int status, String param, String words, TestForm form)
      throws Exception {
    HttpResponse<String> response = post(form);
    assertEquals(status, response.statusCode(), response.body());
    JsonNode error = json(response).path("error");
    assertTrue(error.path("message").asText().contains(words), response.body());
    if (param != null) {
      assertEquals(param, error.path("param").asText());
    }
    assertEquals("invalid_request_error", error.path("type").asText());
    assertEquals("false", response.headers().firstValue("x-should-retry").orElse(""));
  }

  @Test
  void formsMustBeForms() throws Exception {
    for (String type :
        List.of("application/json", "multipart/form-data", "multipart/form-data; boundary=")) {
      HttpRequest request =
          HttpRequest.newBuilder(server.http("/v1/audio/transcriptions"))
              .header("content-type", type)
              .POST(HttpRequest.BodyPublishers.ofString("--\r\nnonsense"))
              .build();
      HttpResponse<String> response =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      assertEquals(400, response.statusCode(), type + ": " + response.body());
      assertTrue(response.body().contains("multipart/form-data"), response.body());
    }
  }

  @Test
  void modelsAreListed() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpResponse<String> list =
        client.send(
            HttpRequest.newBuilder(server.http("/v1/models")).build(),
            HttpResponse.BodyHandlers.ofString());
    assertEquals("tones", json(list).at("/data/0/id").asText());
    HttpResponse<String> one =
        client.send(
            HttpRequest.newBuilder(server.http("/v1/models/whisper-1")).build(),
            HttpResponse.BodyHandlers.ofString());
    assertEquals("whisper-1", json(one).path("id").asText());
    HttpResponse<String> none =
        client.send(
            HttpRequest.newBuilder(server.http("/v1/models/../x")).build(),
            HttpResponse.BodyHandlers.ofString());
    assertEquals(404, none.statusCode());
  }
}
