package dev.rubato.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest {
  @TempDir Path folder;

  private static ServerConfig with(String... settings) {
    return EffectiveConfig.of(ConfigLayer.flags(map(settings))).config();
  }

  private static Map<String, String> map(String... settings) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      values.put(settings[i], settings[i + 1]);
    }
    return values;
  }

  @Test
  void defaults() {
    List<String> aliases =
        List.of(
            "whisper-1",
            "gpt-4o-transcribe",
            "gpt-4o-mini-transcribe",
            "gpt-realtime-whisper",
            "gpt-realtime",
            "nova-3",
            "nova-2",
            "nova",
            "base",
            "enhanced",
            "general");
    assertEquals(
        new ServerConfig(
            Path.of("models/en-small"),
            new ListenConfig("127.0.0.1", new Port(8080), new Port(2700), 0),
            new TlsConfig(Optional.empty(), Optional.empty()),
            new AuthConfig(List.of(), Optional.empty()),
            new CorsConfig(List.of("*")),
            new EngineConfig(0, 16, Duration.ZERO),
            new ComputeConfig(Optional.empty(), Optional.empty(), true, Duration.ofMillis(150)),
            new LimitsConfig(
                0,
                Duration.ofSeconds(2),
                0,
                32,
                4096,
                DataSize.parse("100MB"),
                DataSize.parse("4MB"),
                8,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofHours(4),
                Duration.ofHours(4),
                Duration.ofMinutes(10),
                Duration.ofSeconds(15),
                Duration.ofSeconds(30)),
            new NamesConfig(aliases),
            new VoskConfig(8000, false, 0),
            new DeepgramConfig(Duration.ofSeconds(12)),
            new OperationConfig(Duration.ofSeconds(30), Duration.ofSeconds(10), false)),
        EffectiveConfig.of().config());
  }

  @Test
  void everySettingCanBeChangedInAFile() throws IOException {
    Path certificate = folder.resolve("c.pem");
    Path file = folder.resolve("server.yaml");
    Files.writeString(
        file,
        """
        model: other
        listen: {host: 0.0.0.0, port: 1, vosk-port: off, event-loops: 3}
        tls: {certificate: %s, key: k.pem}
        auth: {keys: [a, b], keys-file: keys.txt}
        cors: {origins: ["https://example.org"]}
        engine: {threads: 2, max-batch: 8, max-batch-delay: 5ms}
        compute: {budget: 0.5, floor: 0.25, governor: false, governor-delay: 1s}
        limits:
          sessions: 5
          queue-delay: 3s
          files: 6
          file-queue: 7
          connections: 8
          body: 1MB
          message: 64KB
          channels: 2
          backlog: 4s
          idle: 5s
          session: 6m
          file-duration: 7m
          upload: 8m
          header: 9s
          stall: 11s
        names: {aliases: [tiny]}
        vosk: {sample-rate: 16000, words: true, alternatives: 2}
        deepgram: {idle: 13s}
        operation: {drain: 1s, health: 2s, log-text: true}
        """
            .formatted(certificate));
    ServerConfig config = EffectiveConfig.of(ConfigFile.read(file)).config();
    assertEquals(
        new ServerConfig(
            Path.of("other"),
            new ListenConfig("0.0.0.0", new Port(1), Port.OFF, 3),
            new TlsConfig(Optional.of(certificate), Optional.of(Path.of("k.pem"))),
            new AuthConfig(
                List.of(new Secret("a"), new Secret("b")), Optional.of(Path.of("keys.txt"))),
            new CorsConfig(List.of("https://example.org")),
            new EngineConfig(2, 8, Duration.ofMillis(5)),
            new ComputeConfig(Optional.of(0.5), Optional.of(0.25), false, Duration.ofSeconds(1)),
            new LimitsConfig(
                5,
                Duration.ofSeconds(3),
                6,
                7,
                8,
                DataSize.parse("1MB"),
                DataSize.parse("64KB"),
                2,
                Duration.ofSeconds(4),
                Duration.ofSeconds(5),
                Duration.ofMinutes(6),
                Duration.ofMinutes(7),
                Duration.ofMinutes(8),
                Duration.ofSeconds(9),
                Duration.ofSeconds(11)),
            new NamesConfig(List.of("tiny")),
            new VoskConfig(16000, true, 2),
            new DeepgramConfig(Duration.ofSeconds(13)),
            new OperationConfig(Duration.ofSeconds(1), Duration.ofSeconds(2), true)),
        config);
  }

  @Test
  void laterLayersWin() throws IOException {
    Path file = folder.resolve("server.properties");
    Files.writeString(file, "listen.port=1\nlimits.sessions=2\nlimits.idle=3s\n");
    EffectiveConfig effective =
        EffectiveConfig.of(
            ConfigFile.read(file),
            ConfigLayer.environment(
                Map.of("RUBATO_LISTEN_PORT", "4", "RUBATO_LIMITS_SESSIONS", "5", "PATH", "x")),
            ConfigLayer.flags(Map.of("listen.port", "6")));
    assertEquals(6, effective.config().listen().port().number());
    assertEquals(5, effective.config().limits().sessions());
    assertEquals(Duration.ofSeconds(3), effective.config().limits().idle());
    String text = effective.explain();
    assertTrue(text.contains("port: 6  # command line, default 8080"), text);
    assertTrue(text.contains("sessions: 5  # environment, default 0"), text);
    assertTrue(text.contains("idle: 3s  # file server.properties, default 60s"), text);
  }

  @Test
  void whatIsPrintedCanBeReadAgain() throws IOException {
    EffectiveConfig effective =
        EffectiveConfig.of(ConfigLayer.flags(map("cors.origins", "https://a.org,null")));
    Path file = folder.resolve("again.yaml");
    Files.writeString(file, effective.explain());
    assertEquals(effective.config(), EffectiveConfig.of(ConfigFile.read(file)).config());
  }

  @Test
  void secretsAreNotPrinted() {
    String text = EffectiveConfig.of(ConfigLayer.flags(map("auth.keys", "tiger,lion"))).explain();
    assertFalse(text.contains("tiger") || text.contains("lion"));
    assertEquals(
        List.of(new Secret("tiger"), new Secret("lion")),
        with("auth.keys", "tiger,lion").auth().keys());
    assertFalse(with("auth.keys", "tiger").toString().contains("tiger"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          listen.port          | 70000     | listen.port must be a port in 0..65535
          listen.port          | web       | listen.port must be a port
          listen.prot          | 1         | did you mean 'listen.port'
          limits.idle          | 30        | limits.idle must be a duration such as
          limits.idle          | 0s        | limits.idle must be between 1s and 24h
          limits.body          | 12 apples | limits.body must be a size such as
          limits.body          | 5B        | limits.body must be between 1KB and 100GB
          limits.sessions      | many      | limits.sessions must be a whole number
          limits.sessions      | -1        | limits.sessions must be in 0..1000000
          compute.budget       | NaN       | compute.budget must be a finite number
          compute.budget       | 1.5       | compute.budget must be in (0, 1]
          compute.governor     | maybe     | compute.governor must be true or false
          cors.origins         | a.org/x   | cors.origins must hold origins
          tls.certificate      | c.pem     | tls.key must be given with tls.certificate
          """)
  void wrongValuesAreNamedWithTheirKey(String key, String value, String message) {
    ConfigException problem = assertThrows(ConfigException.class, () -> with(key, value));
    assertTrue(problem.getMessage().contains(message), problem.getMessage());
  }

  @Test
  void brokenFilesAreNamed() throws IOException {
    Path file = folder.resolve("broken.yaml");
    Files.writeString(file, "listen:\n  port: [1\n");
    ConfigException problem = assertThrows(ConfigException.class, () -> ConfigFile.read(file));
    assertTrue(problem.getMessage().contains("is not valid YAML"), problem.getMessage());
    Files.writeString(file, "just words");
    problem = assertThrows(ConfigException.class, () -> ConfigFile.read(file));
    assertTrue(problem.getMessage().contains("mapping of keys"), problem.getMessage());
    problem =
        assertThrows(ConfigException.class, () -> ConfigFile.read(folder.resolve("none.yaml")));
    assertTrue(problem.getMessage().contains("no such configuration file"));
  }
}
