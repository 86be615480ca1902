package dev.rubato.server.deepgram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rubato.server.TestServer;
import dev.rubato.server.TestSocket;
import dev.rubato.server.ToneModel;
import dev.rubato.server.Tones;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LiveTest {
  private static final String RAW = "/v1/listen?model=nova-3&encoding=linear16&sample_rate=16000";
  private static final String CLOSE = "{\"type\":\"CloseStream\"}";

  @TempDir static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer(ToneModel.write(folder.resolve("model")), "deepgram.idle", "2s");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static TestSocket connect(String address) {
    return new TestSocket(server.socket(address));
  }

  private static List<String> transcripts(List<JsonNode> messages) {
    return messages.stream()
        .filter(message -> message.path("is_final").asBoolean())
        .map(message -> message.at("/channel/alternatives/0/transcript").asText())
        .filter(text -> !text.isEmpty())
        .toList();
  }

  @Test
  void closeStreamGivesTheRestThenMetadataThenCode1000() {
    try (TestSocket socket = connect(RAW)) {
      socket.sendAll(Tones.pieces(Tones.pcm("ab cd||fed", 16_000), 3_200)).send(CLOSE);
      List<JsonNode> messages = socket.until("Metadata");
      assertEquals(List.of("ab cd", "fed"), transcripts(messages));
      assertFalse(messages.toString().contains("\"is_final\":false"), "not asked for");
      JsonNode first = messages.get(0);
      assertEquals("Results", first.path("type").asText());
      assertTrue(first.path("speech_final").asBoolean());
      assertEquals("[0,1]", first.path("channel_index").toString());
      assertEquals(0, first.path("start").asDouble());
      assertEquals("tones", first.at("/metadata/model_info/name").asText());
      JsonNode second = messages.get(1);
      assertEquals(first.path("duration").asDouble(), second.path("start").asDouble(), 1e-3);
      assertEquals(64, messages.get(messages.size() - 1).path("sha256").asText().length());
      assertEquals(1000, socket.closed().code());
    }
  }

  @Test
  void anEmptyMessageEndsTheStreamToo() {
    try (TestSocket socket = connect(RAW)) {
      socket.send(Tones.pcm("ab", 16_000)).send(new byte[0]);
      assertEquals(List.of("ab"), transcripts(socket.until("Metadata")));
      assertEquals(1000, socket.closed().code());
    }
  }

  @Test
  void finalizeFlushesAndGoesOn() {
    try (TestSocket socket = connect(RAW)) {
      socket.send(Tones.pcm("ab", 16_000)).send("{\"type\":\"Finalize\"}");
      JsonNode first = socket.next();
      assertTrue(first.path("from_finalize").asBoolean());
      assertEquals(List.of("ab"), transcripts(List.of(first)));
      socket.send(Tones.pcm("cd", 16_000)).send(CLOSE);
      assertEquals(List.of("cd"), transcripts(socket.until("Metadata")));
    }
  }

  @Test
  void eventsComeWhenTheyAreAskedFor() {
    String events = "&interim_results=true&vad_events=true&utterance_end_ms=1000&endpointing=300";
    try (TestSocket socket = connect(RAW + events)) {
      socket.sendAll(Tones.pieces(Tones.pcm("ab cd", 16_000), 3_200));
      JsonNode started = socket.next();
      assertEquals("SpeechStarted", started.path("type").asText());
      assertEquals(0, started.path("timestamp").asDouble(), 0.1);
      JsonNode interim = socket.next();
      assertEquals("Results", interim.path("type").asText());
      assertFalse(interim.path("is_final").asBoolean());
      assertTrue(
          interim.at("/channel/alternatives/0/transcript").asText().startsWith("ab"),
          interim.toString());
      socket.sendAll(Tones.pieces(Tones.pcm("||", 16_000), 3_200));
      List<JsonNode> messages = socket.until("UtteranceEnd");
      assertEquals(List.of("ab cd"), transcripts(messages), messages.toString());
      JsonNode end = messages.get(messages.size() - 1);
      assertEquals(5 * Tones.LETTER, end.path("last_word_end").asDouble(), 0.15);
      socket.send(CLOSE);
      assertFalse(socket.until("Metadata").toString().contains("UtteranceEnd"), "only once");
    }
  }

  @Test
  void channelsAreApartWhenThatIsAskedFor() {
    byte[] stereo = Tones.pcm(Tones.samples("ab||", 16_000), Tones.samples("|cd||", 16_000));
    try (TestSocket socket = connect(RAW + "&channels=2&multichannel=true")) {
      socket.sendAll(Tones.pieces(stereo, 6_401)).send(CLOSE);
      List<JsonNode> messages = socket.until("Metadata");
      for (int channel = 0; channel < 2; channel++) {
        String index = "[" + channel + ",2]";
        List<JsonNode> own =
            messages.stream()
                .filter(m -> m.path("channel_index").toString().equals(index))
                .toList();
        assertEquals(List.of(channel == 0 ? "ab" : "cd"), transcripts(own));
      }
      assertEquals(2, messages.get(messages.size() - 1).path("channels").asInt());
    }
  }

  @Test
  void keepAliveKeepsASilentSessionOpen() {
    try (TestSocket socket = connect(RAW)) {
      for (int i = 0; i < 6; i++) {
        sleep(500);
        socket.send("{\"type\":\"KeepAlive\"}");
      }
      socket.send(Tones.pcm("ab", 16_000)).send(CLOSE);
      assertEquals(List.of("ab"), transcripts(socket.until("Metadata")));
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void withoutAudioAndKeepAliveTheSessionIsClosed() {
    try (TestSocket socket = connect(RAW)) {
      TestSocket.Closed closed = socket.closed();
      assertEquals(1011, closed.code());
      assertTrue(closed.reason().startsWith("NET-0001"), closed.reason());
    }
  }

  @Test
  void whatIsWrongIsSaid() {
    assertThrows(RuntimeException.class, () -> connect("/v1/listen?encoding=linear16"));
    for (String message : List.of("{\"type\":\"Hello\"}", "[]", "nonsense", "{\"type\":1}")) {
      try (TestSocket socket = connect(RAW)) {
        socket.send(message);
        assertEquals("Error", socket.next().path("type").asText());
        assertEquals(1008, socket.closed().code());
      }
    }
  }

  @Test
  void aSubprotocolIsChosenForBrowsers() {
    try (TestSocket socket =
        new TestSocket(server.socket(RAW), "token", "KEY", "x-deepgram-session-id", "1")) {
      assertEquals("token", socket.subprotocol());
    }
  }
}
