package dev.rubato.server.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds the keys that a request presents, in all the ways that the dialects' clients use. */
final class Credentials {
  private static final String OPENAI = "openai-insecure-api-key.";

  private Credentials() {}

  /** Every key that the request presents. */
  static List<String> of(HttpServerRequest request) {
    List<String> keys = new ArrayList<>();
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization != null) {
      int space = authorization.indexOf(' ');
      String scheme = authorization.substring(0, Math.max(space, 0)).toLowerCase(Locale.ROOT);
      if (scheme.equals("bearer") || scheme.equals("token")) {
        keys.add(authorization.substring(space + 1).strip());
      }
    }
    add(request.getHeader("x-api-key"), keys);
    add(request.getHeader("api-key"), keys);
    add(request.getParam("token"), keys);
    add(request.getParam("api_key"), keys);
    subprotocols(request.getHeader("sec-websocket-protocol"), keys);
    return keys;
  }

  private static void add(String key, List<String> keys) {
    if (key != null) {
      keys.add(key);
    }
  }

  /** Browsers cannot set headers of a websocket, so their keys come as names of subprotocols. */
  private static void subprotocols(String offered, List<String> keys) {
    if (offered == null) {
      return;
    }
    String[] names = offered.split(",", -1);
    for (int i = 0; i < names.length; i++) {
      String name = names[i].strip();
      if (name.startsWith(OPENAI)) {
        keys.add(name.substring(OPENAI.length()));
      } else if (i + 1 < names.length && (name.equals("token") || name.equals("bearer"))) {
        keys.add(names[i + 1].strip());
      }
    }
  }
}
