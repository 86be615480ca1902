package dev.rubato.server;

import dev.rubato.server.config.ServerConfig;
import dev.rubato.server.config.TlsConfig;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.List;

/** The network's settings. */
final class HttpOptions {
  private static final int MAX_FIELD = 64 * 1024;
  private static final int MAX_FIELDS = 256;
  private static final int MAX_LINE = 16 * 1024;
  private static final int MAX_HEAD = 32 * 1024;

  private HttpOptions() {}

  /**
   * Options of one listener. Websockets are not compressed: audio gains nothing, and a few
   * compressed bytes of a hostile client could expand to gigabytes.
   */
  static HttpServerOptions of(ServerConfig config) {
    int message = config.limits().message().intBytes();
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(config.listen().host())
            .setMaxWebSocketFrameSize(message)
            .setMaxWebSocketMessageSize(message)
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setWebSocketSubProtocols(List.of("realtime", "token", "bearer", "ws"))
            .setMaxFormAttributeSize(MAX_FIELD)
            .setMaxFormFields(MAX_FIELDS)
            .setMaxInitialLineLength(MAX_LINE)
            .setMaxHeaderSize(MAX_HEAD)
            .setHandle100ContinueAutomatically(true)
            .setAlpnVersions(List.of(HttpVersion.HTTP_1_1))
            .setHttp2ClearTextEnabled(false);
    if (config.tls().isOn()) {
      encrypt(options, config.tls());
    }
    return options;
  }

  private static void encrypt(HttpServerOptions options, TlsConfig tls) {
    options
        .setSsl(true)
        .setKeyCertOptions(
            new PemKeyCertOptions()
                .addCertPath(tls.certificate().orElseThrow().toString())
                .addKeyPath(tls.key().orElseThrow().toString()));
  }
}
