package dev.rubato.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rubato.server.config.ConfigException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LifecycleTest {
  private static final String RAW = "/v1/stream?sample_rate=16000";

  @TempDir Path folder;

  private TestServer start(String... settings) {
    return new TestServer(ToneModel.write(folder.resolve("model")), settings);
  }

  private static HttpResponse<String> get(TestServer server, String path)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(server.http(path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(10);
    }
  }

  @Test
  void healthIsARealInference() throws IOException, InterruptedException {
    try (TestServer server = start()) {
      HttpResponse<String> response = get(server, "/health");
      assertEquals(200, response.statusCode());
      JsonNode health = new ObjectMapper().readTree(response.body());
      assertEquals("ok", health.path("status").asText());
      assertTrue(server.load().audioSeconds() > 0.9, "the model ran");
    }
  }

  @Test
  void metricsCountWhatHappened() throws IOException, InterruptedException {
    try (TestServer server = start()) {
      try (TestSocket socket = new TestSocket(server.socket(RAW))) {
        socket.send(Tones.pcm("ab cd", 16_000)).send("{\"type\":\"end\"}");
        socket.closed();
      }
      await(() -> server.load().openStreams() == 0);
      String metrics = get(server, "/metrics").body();
      List<String> expected =
          List.of(
              "rubato_audio_seconds_total{dialect=\"stream\"} 1.2",
              "rubato_final_latency_seconds_count{dialect=\"stream\"} 1",
              "rubato_flush_latency_seconds_count{dialect=\"stream\"} 1",
              "rubato_sessions_closed_total{dialect=\"stream\",outcome=\"ended\"} 1.0",
              "rubato_sessions_open{dialect=\"stream\"} 0.0",
              "rubato_streams_open 0.0",
              "rubato_queue_delay_seconds ",
              "rubato_governor_level 0.0",
              "rubato_batch_chunks ",
              "rubato_real_time_factor ",
              "rubato_native_memory_bytes ");
      for (String line : expected) {
        assertTrue(metrics.contains(line), line + " in " + metrics);
      }
    }
  }

  @Test
  void aClientThatVanishesLeavesNothingBehind() throws InterruptedException {
    try (TestServer server = start()) {
      int before = server.load().nativeResources();
      for (int i = 0; i < 20; i++) {
        try (TestSocket socket = new TestSocket(server.socket(RAW))) {
          socket.send(Tones.pcm("ab cd||fed||", 16_000));
        }
      }
      await(() -> server.server().openSockets() == 0 && server.load().openStreams() == 0);
      await(() -> server.load().nativeResources() <= before);
      assertEquals(0, server.load().waitingChunks());
    }
  }

  @Test
  void noMoreStreamsAreLetInThanTheLimit() throws IOException, InterruptedException {
    try (TestServer server = start("limits.sessions", "2");
        TestSocket one = new TestSocket(server.socket(RAW));
        TestSocket two = new TestSocket(server.vosk())) {
      one.next();
      try (TestSocket three = new TestSocket(server.socket(RAW))) {
        JsonNode refusal = three.next();
        assertEquals("overloaded", refusal.path("code").asText());
        assertTrue(refusal.path("message").asText().contains("all 2 streams"));
        assertEquals(1013, three.closed().code());
      }
      assertThrows(RuntimeException.class, () -> new TestSocket(server.vosk()), "HTTP 429");
      assertTrue(
          get(server, "/metrics")
              .body()
              .contains("rubato_refusals_total{dialect=\"stream\",reason=\"overloaded\"} 1.0"));
      two.leave();
      two.closed();
      await(() -> server.server().openSockets() == 1);
      try (TestSocket three = new TestSocket(server.socket(RAW))) {
        assertEquals("ready", three.next().path("type").asText());
      }
    }
  }

  @Test
  void drainingLetsSessionsEndAndRefusesNewOnes() throws Exception {
    try (TestServer server = start();
        TestSocket socket = new TestSocket(server.socket(RAW))) {
      socket.next();
      socket.send(Tones.pcm("ab", 16_000));
      Thread drain = new Thread(() -> server.server().drain(Duration.ofSeconds(30)));
      drain.start();
      while (get(server, "/ready").statusCode() != 503) {
        Thread.sleep(10);
      }
      try (TestSocket late = new TestSocket(server.socket(RAW))) {
        assertEquals("stopping", late.next().path("code").asText());
        assertEquals(1001, late.closed().code());
      }
      socket.send(Tones.pcm(" cd", 16_000)).send("{\"type\":\"end\"}");
      List<JsonNode> messages = socket.until("end");
      assertTrue(messages.toString().contains("\"text\":\"ab cd\""), messages.toString());
      drain.join();
      assertEquals(0, server.server().openSockets());
    }
  }

  @Test
  void sessionsThatOutlastTheDrainGetTheirFinalResults() {
    try (TestServer server = start();
        TestSocket socket = new TestSocket(server.socket(RAW));
        TestSocket vosk = new TestSocket(server.vosk())) {
      socket.next();
      socket.send(Tones.pcm("ab", 16_000));
      vosk.send("{\"config\":{\"sample_rate\":16000}}").send(Tones.pcm("cd", 16_000));
      vosk.next();
      server.server().drain(Duration.ofMillis(100));
      assertTrue(socket.until("end").toString().contains("\"text\":\"ab\""));
      assertEquals(1001, socket.closed().code());
      assertEquals("cd", vosk.next().path("text").asText());
      assertEquals(1001, vosk.closed().code());
    }
  }

  @Test
  void aSilentClientIsTold() {
    try (TestServer server = start("limits.idle", "1s");
        TestSocket socket = new TestSocket(server.socket(RAW))) {
      socket.next();
      assertEquals("idle", socket.next().path("code").asText());
      assertEquals(1008, socket.closed().code());
    }
  }

  @Test
  void aSessionHasALongestLength() {
    try (TestServer server = start("limits.session", "2s");
        TestSocket socket = new TestSocket(server.socket(RAW))) {
      socket.next();
      socket.send(new byte[16_000 * 2 * 3]);
      List<JsonNode> messages = socket.until("error");
      JsonNode error = messages.get(messages.size() - 1);
      assertTrue(error.path("message").asText().contains("2"), error.toString());
      socket.closed();
    }
  }

  @Test
  void aPortInUseIsNamed() {
    try (TestServer server = start()) {
      ConfigException problem =
          assertThrows(
              ConfigException.class,
              () -> start("listen.port", Integer.toString(server.server().port())));
      assertTrue(problem.getMessage().startsWith("listen.port: cannot listen on 127.0.0.1"));
    }
  }
}
