package dev.rubato.server.config;

import java.util.List;

/**
 * Which web pages may use the server. Immutable; may be shared between threads.
 *
 * @param origins origins that are let in
 */
public record CorsConfig(
    @Setting(
            value = "*",
            about =
                "Origins (https://example.org) of web pages that may use the dialects from a"
                    + " browser; * is all, empty is only the server's own page. The default is"
                    + " safe because no cookie ever identifies anybody here.")
        List<String> origins) {

  /** Checks that the origins are such. */
  public CorsConfig {
    for (String origin : origins) {
      Check.that(
          origin.equals("*") || origin.equals("null") || origin.matches("https?://[^/\\s]+"),
          "cors.origins",
          "must hold origins such as https://example.org, without a path",
          "'" + origin + "'");
    }
    origins = List.copyOf(origins);
  }
}
