package dev.rubato.server.config;

import java.time.Duration;

/**
 * The Deepgram dialect. Immutable; may be shared between threads.
 *
 * @param idle time without audio or KeepAlive
 */
public record DeepgramConfig(
    @Setting(
            value = "12s",
            about =
                "A live session without audio and without KeepAlive for this long is closed with"
                    + " NET-0001; the service itself waits 10 s.")
        Duration idle) {

  /** Checks the range. */
  public DeepgramConfig {
    Check.within(idle, Duration.ofSeconds(1), Duration.ofHours(1), "deepgram.idle");
  }
}
