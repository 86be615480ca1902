package dev.rubato.server.config;

import java.time.Duration;
import java.util.List;

/**
 * The Deepgram dialect. Immutable; may be shared between threads.
 *
 * @param idle time without audio or KeepAlive
 * @param urlHosts hosts that recordings may be fetched from
 */
public record DeepgramConfig(
    @Setting(
            value = "12s",
            about =
                "A live session without audio and without KeepAlive for this long is closed with"
                    + " NET-0001; the service itself waits 10 s.")
        Duration idle,
    @Setting(
            value = "",
            about =
                "Hosts that recordings may be fetched from when a client sends a URL instead of"
                    + " audio. Empty, the default, fetches nothing: a server that follows foreign"
                    + " URLs can be turned against its own network.")
        List<String> urlHosts) {

  /** Checks the ranges. */
  public DeepgramConfig {
    Check.within(idle, Duration.ofSeconds(1), Duration.ofHours(1), "deepgram.idle");
    urlHosts = List.copyOf(urlHosts);
  }
}
