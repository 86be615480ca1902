package dev.rubato.server;

import dev.rubato.engine.Recognizer;
import dev.rubato.engine.RecognizerLoad;
import dev.rubato.engine.RecognizerOptions;
import dev.rubato.server.config.ConfigLayer;
import dev.rubato.server.config.EffectiveConfig;
import dev.rubato.server.config.ServerConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A real server on free ports with a model of a test's choice. */
public final class TestServer implements AutoCloseable {
  private final Recognizer recognizer;
  private final RubatoServer server;
  private final ServerConfig config;

  /**
   * Starts a server.
   *
   * @param model a model package
   * @param settings keys and values that differ from the defaults, in turns
   */
  public TestServer(Path model, String... settings) {
    Map<String, String> values = new HashMap<>(Map.of("listen.port", "0", "listen.vosk-port", "0"));
    for (int i = 0; i < settings.length; i += 2) {
      values.put(settings[i], settings[i + 1]);
    }
    config = EffectiveConfig.of(ConfigLayer.flags(values)).config();
    recognizer =
        Recognizer.open(
            model, RecognizerOptions.DEFAULT.withMaxStreams(RubatoServer.streams(config)));
    server = RubatoServer.start(config, recognizer);
  }

  /** The running server. */
  public RubatoServer server() {
    return server;
  }

  /** Its settings. */
  public ServerConfig config() {
    return config;
  }

  /** How busy its recogniser is. */
  public RecognizerLoad load() {
    return recognizer.load();
  }

  /** An address on it. */
  public URI http(String pathAndQuery) {
    return URI.create("http://127.0.0.1:" + server.port() + pathAndQuery);
  }

  /** A websocket address on it. */
  public URI socket(String pathAndQuery) {
    return URI.create("ws://127.0.0.1:" + server.port() + pathAndQuery);
  }

  /** The address of its Vosk port. */
  public URI vosk() {
    return URI.create("ws://127.0.0.1:" + server.voskPort() + "/");
  }

  @Override
  public void close() {
    server.close();
    recognizer.close();
  }
}
