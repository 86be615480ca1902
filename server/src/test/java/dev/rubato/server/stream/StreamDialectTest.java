package dev.rubato.server.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rubato.server.TestServer;
import dev.rubato.server.TestSocket;
import dev.rubato.server.ToneModel;
import dev.rubato.server.Tones;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StreamDialectTest {
  private static final String RAW = "/v1/stream?encoding=s16le&sample_rate=16000";

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

  private static TestSocket connect(String address) {
    return new TestSocket(server.socket(address));
  }

  private static List<String> finals(List<JsonNode> messages) {
    return messages.stream()
        .filter(StreamDialectTest::isFinal)
        .map(message -> message.path("text").asText())
        .toList();
  }

  @Test
  void readyRepeatsTheEffectiveSettings() {
    try (TestSocket socket = connect(RAW + "&silence=0.5&partials=false")) {
      JsonNode ready = socket.next();
      assertEquals("ready", ready.path("type").asText());
      assertEquals("tones", ready.at("/model/name").asText());
      assertEquals("s16le", ready.path("encoding").asText());
      assertEquals(16_000, ready.path("sample_rate").asInt());
      assertEquals(1, ready.path("channels").asInt());
      assertEquals(0.5, ready.path("silence").asDouble());
      assertFalse(ready.path("partials").asBoolean());
    }
  }

  @Test
  void wordsComeAsPartialsAndThenAsFinals() {
    try (TestSocket socket = connect(RAW)) {
      socket.next();
      socket.sendAll(Tones.pieces(Tones.pcm("ab cd", 16_000), 3_200));
      JsonNode partial = socket.next();
      assertEquals("partial", partial.path("type").asText());
      assertEquals(0, partial.path("segment").asInt());
      assertEquals(0, partial.path("revision").asInt());
      assertTrue(partial.path("text").asText().startsWith("ab"), partial.toString());

      socket.sendAll(Tones.pieces(Tones.pcm("||fed||", 16_000), 3_200));
      socket.send("{\"type\":\"end\"}");
      List<JsonNode> messages = socket.until("end");

      assertEquals(List.of("ab cd", "fed", ""), finals(messages));
      JsonNode first = messages.stream().filter(StreamDialectTest::isFinal).findFirst().get();
      assertEquals(0, first.path("segment").asInt());
      assertEquals("silence", first.path("reason").asText());
      assertEquals("ab", first.at("/words/0/word").asText());
      assertTrue(first.at("/words/0/confidence").asDouble() > 0.9, first.toString());
      assertEquals(0, first.at("/words/0/start").asDouble(), 0.1);
      assertEquals(3 * Tones.LETTER, first.at("/words/1/start").asDouble(), 0.1);
      assertEquals(1, first.at("/compute/fraction").asDouble());
      JsonNode end = messages.get(messages.size() - 1);
      assertEquals(4 + 8 * Tones.LETTER, end.path("audio_seconds").asDouble(), 1e-3);
      assertEquals(1000, socket.closed().code());
    }
  }

  @Test
  void markerComesBackAfterEverythingBeforeItIsFinal() {
    try (TestSocket socket = connect(RAW)) {
      socket.next();
      socket.send(Tones.pcm("ab", 16_000)).send("{\"type\":\"marker\",\"id\":\"one\"}");
      socket.send(Tones.pcm("cd", 16_000)).send("{\"type\":\"marker\",\"id\":2}");
      List<JsonNode> first = socket.until("marker");
      List<JsonNode> second = socket.until("marker");

      assertEquals(List.of("ab"), finals(first));
      assertEquals("one", first.get(first.size() - 1).path("id").asText());
      assertEquals(List.of("cd"), finals(second));
      assertEquals(2, second.get(second.size() - 1).path("id").asInt());
    }
  }

  @Test
  void anySampleRateIsUnderstoodIfItIsTold() {
    for (int rate : new int[] {8_000, 22_050, 44_100, 48_000}) {
      try (TestSocket socket = connect("/v1/stream?sample_rate=" + rate)) {
        socket.next();
        socket.send(Tones.pcm("ab fed", rate)).send("{\"type\":\"end\"}");
        assertEquals(List.of("ab fed"), finals(socket.until("end")), "at " + rate + " Hz");
      }
    }
  }

  @Test
  void settingsMayComeAsAMessageAndContainersTellTheirOwn() {
    try (TestSocket socket = connect("/v1/stream")) {
      assertEquals("container", socket.next().path("encoding").asText());
      socket.send("{\"type\":\"configure\",\"encoding\":\"f32le\",\"sample_rate\":44100}");
      assertEquals("f32le", socket.next().path("encoding").asText());
      socket.send("{\"type\":\"configure\",\"encoding\":\"container\",\"partials\":false}");
      assertEquals("container", socket.next().path("encoding").asText());
      socket.sendAll(Tones.pieces(Tones.wav("dead beef", 22_050), 999));
      socket.send("{\"type\":\"end\"}");
      assertEquals(List.of("dead beef"), finals(socket.until("end")));
    }
  }

  @Test
  void channelsMayBeTranscribedApart() {
    float[] left = Tones.samples("ab|", 16_000);
    float[] right = Tones.samples("|cd", 16_000);
    try (TestSocket socket = connect(RAW + "&channels=2&separate_channels=true")) {
      socket.next();
      socket.send(Tones.pcm(left, right)).send("{\"type\":\"end\"}");
      List<JsonNode> messages = socket.until("end");
      for (int channel = 0; channel < 2; channel++) {
        int wanted = channel;
        assertEquals(
            List.of(channel == 0 ? "ab" : "cd"),
            finals(
                messages.stream()
                    .filter(m -> m.path("channel").asInt(-1) == wanted)
                    .filter(m -> !m.path("text").asText().isEmpty())
                    .toList()));
      }
    }
  }

  @Test
  void whatIsWrongIsSaidBeforeTheSocketCloses() {
    refused(RAW + "&sample_rat=8000", "bad_request", "sample_rat");
    refused("/v1/stream?encoding=s16le", "bad_request", "sample_rate is missing");
    refused("/v1/stream?encoding=mp5&sample_rate=8000", "bad_request", "encoding must be one of");
    refused(RAW + "&budget=0.5", "bad_request", "dense");
    refused(RAW, "bad_request", "not valid JSON", "{\"type\":");
    refused(RAW, "bad_request", "JSON object", "[1]");
    refused(RAW, "bad_request", "type must be", "{\"type\":\"stop\"}");
    refused(RAW, "bad_request", "'type' is missing", "{}");
    refused(RAW, "bad_request", "must be a number", "{\"type\":\"configure\",\"channels\":\"2\"}");
    refused("/v1/stream", "bad_audio", "sample_rate", new String(new char[80_000]));
  }

  private static void refused(String address, String code, String words, String... texts) {
    try (TestSocket socket = connect(address)) {
      JsonNode message = socket.next();
      if (message.path("type").asText().equals("ready")) {
        for (String text : texts) {
          if (code.equals("bad_audio")) {
            socket.send(text.getBytes(StandardCharsets.UTF_8));
          } else {
            socket.send(text);
          }
        }
        message = socket.next();
      }
      assertEquals("error", message.path("type").asText());
      assertEquals(code, message.path("code").asText());
      assertTrue(message.path("message").asText().contains(words), message.toString());
      assertTrue(socket.closed().code() > 1000);
    }
  }

  private static boolean isFinal(JsonNode message) {
    return message.path("type").asText().equals("final");
  }
}
