package dev.rubato.server.vosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rubato.server.TestServer;
import dev.rubato.server.TestSocket;
import dev.rubato.server.ToneModel;
import dev.rubato.server.Tones;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients in lock step: they send, wait for one reply, and send again. */
@Timeout(60)
class VoskDialectTest {
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

  private static List<JsonNode> converse(TestSocket socket, byte[] audio, int frame) {
    List<JsonNode> replies = new ArrayList<>();
    for (byte[] piece : Tones.pieces(audio, frame)) {
      socket.send(piece);
      replies.add(socket.next());
    }
    return replies;
  }

  private static List<String> texts(List<JsonNode> replies) {
    return replies.stream()
        .filter(reply -> reply.has("text"))
        .map(reply -> reply.path("text").asText())
        .toList();
  }

  @Test
  void everyFrameGetsOneReplyOnBothAddresses() {
    for (URI address : List.of(server.vosk(), server.socket("/"))) {
      try (TestSocket socket = new TestSocket(address)) {
        socket.send("{ \"config\" : { \"sample_rate\" : 16000.0 } }");
        List<JsonNode> replies = converse(socket, Tones.pcm("ab cd||fed", 16_000), 6_400);
        socket.send("{\"eof\" : 1}");
        JsonNode last = socket.next();

        assertEquals(List.of("ab cd"), texts(replies));
        assertEquals("fed", last.path("text").asText());
        assertFalse(last.has("result"), "words were not asked for");
        assertFalse(last.toString().contains("partial"));
        assertTrue(replies.stream().anyMatch(r -> r.path("partial").asText().startsWith("ab")));
        assertTrue(replies.stream().allMatch(r -> r.has("partial") != r.has("text")));
        assertEquals(1000, socket.closed().code());
        assertEquals(0, socket.waiting());
      }
    }
  }

  @Test
  void wordsHaveTimesFromTheStartOfTheStream() {
    try (TestSocket socket = new TestSocket(server.vosk())) {
      socket.send("{\"config\":{\"sample_rate\":8000,\"words\":1}}");
      converse(socket, Tones.pcm("ab||", 8_000), 3_200);
      converse(socket, Tones.pcm("cd", 8_000), 3_200);
      socket.send("{\"eof\":1}");
      JsonNode word = socket.next().at("/result/0");
      assertEquals("cd", word.path("word").asText());
      assertEquals(2 + 2 * Tones.LETTER, word.path("start").asDouble(), 0.1);
      assertTrue(word.path("conf").asDouble() > 0.9);
    }
  }

  @Test
  void alternativesHaveTheirOwnForm() {
    try (TestSocket socket = new TestSocket(server.vosk())) {
      socket.send("{\"config\":{\"sample_rate\":16000,\"max_alternatives\":3,\"words\":true}}");
      converse(socket, Tones.pcm("ab", 16_000), 6_400);
      socket.send("{\"eof\":1}");
      JsonNode last = socket.next();
      assertEquals("ab", last.at("/alternatives/0/text").asText());
      assertTrue(last.at("/alternatives/0").has("confidence"));
      assertFalse(last.at("/alternatives/0/result/0").has("conf"));
    }
  }

  @Test
  void resetGivesAFinalResultAndGoesOn() {
    try (TestSocket socket = new TestSocket(server.vosk())) {
      socket.send("{\"config\":{\"sample_rate\":16000}}");
      socket.send("{\"reset\":1}");
      assertEquals("", socket.next().path("text").asText());
      converse(socket, Tones.pcm("ab", 16_000), 6_400);
      socket.send("{\"reset\" : 1}");
      assertEquals("ab", socket.next().path("text").asText());
      converse(socket, Tones.pcm("cd", 16_000), 6_400);
      socket.send("{\"eof\" : 1}");
      assertEquals("cd", socket.next().path("text").asText());
    }
  }

  @Test
  void framesMayBeOddAndAWholeWavFileMayBeSentWithItsHeader() {
    try (TestSocket socket = new TestSocket(server.vosk(), "ws")) {
      assertEquals("ws", socket.subprotocol());
      List<JsonNode> replies = converse(socket, Tones.wav("ab cd", 16_000), 1_777);
      socket.send("{\"eof\":1}");
      assertEquals("ab cd", socket.next().path("text").asText());
      assertEquals(List.of(), texts(replies));
    }
  }

  @Test
  void aClientThatDoesNotWaitGetsAsManyRepliesAsItSentFrames() {
    try (TestSocket socket = new TestSocket(server.vosk())) {
      socket.send("{\"config\":{\"sample_rate\":16000}}");
      byte[][] frames = Tones.pieces(Tones.pcm("ab cd||fed||ab", 16_000), 640);
      socket.sendAll(frames).send("{\"eof\":1}");
      List<JsonNode> replies = new ArrayList<>();
      for (int i = 0; i <= frames.length; i++) {
        replies.add(socket.next());
      }
      assertEquals(List.of("ab cd", "fed", "ab"), texts(replies));
      socket.closed();
    }
  }

  @Test
  void eofWithoutAudioGivesAnEmptyResult() {
    try (TestSocket socket = new TestSocket(server.vosk())) {
      socket.send("{\"eof\":1}");
      assertEquals("", socket.next().path("text").asText());
      assertEquals(1000, socket.closed().code());
    }
  }

  @Test
  void whatIsWrongIsSaid() {
    refused("{\"config\":{\"sample_rate\":\"fast\"}}", "config.sample_rate must be a number");
    refused("{\"config\":{\"sample_rate\":1e99}}", "config.sample_rate must be in");
    refused("{\"config\":7}", "config must be an object");
    refused("{\"config\":{\"model\":\"klingon\"}}", "no model 'klingon'");
    refused("hello", "not valid JSON");
    refused("{\"hello\":1}", "config, eof or reset");
  }

  private static void refused(String message, String words) {
    try (TestSocket socket = new TestSocket(server.vosk())) {
      socket.send(message);
      String error = socket.next().path("error").asText();
      assertTrue(error.contains(words), error);
      assertEquals(1008, socket.closed().code());
    }
  }
}
