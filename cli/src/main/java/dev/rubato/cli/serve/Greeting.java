package dev.rubato.cli.serve;

import dev.rubato.server.RubatoServer;
import dev.rubato.server.config.ServerConfig;
import java.io.PrintWriter;
import java.util.Set;

/** Tells the operator where the server is. */
final class Greeting {
  private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::");
  private static final Set<String> HERE = Set.of("127.0.0.1", "::1", "localhost");

  private Greeting() {}

  static void print(PrintWriter err, ServerConfig config, RubatoServer server, String model) {
    String host = config.listen().host();
    String shown = EVERYWHERE.contains(host) || HERE.contains(host) ? "localhost" : host;
    String secure = config.tls().isOn() ? "s" : "";
    err.printf("rubato: serving %s at http%s://%s:%d%n", model, secure, shown, server.port());
    if (server.voskPort() > 0) {
      err.printf("rubato: Vosk clients: ws%s://%s:%d%n", secure, shown, server.voskPort());
    }
    if (HERE.contains(host)) {
      err.println("rubato: only this machine is let in; --host 0.0.0.0 lets in others");
    } else if (config.auth().keys().isEmpty() && config.auth().keysFile().isEmpty()) {
      err.println("rubato: everybody who reaches this address is let in; auth.keys asks for a key");
    }
    err.flush();
  }
}
