package dev.rubato.server.config;

import java.time.Duration;

/**
 * Start, stop, health and logs. Immutable; may be shared between threads.
 *
 * @param drain time for sessions to end
 * @param health deadline of the health check
 * @param logText whether transcripts may be logged
 */
public record OperationConfig(
    @Setting(
            value = "30s",
            about =
                "On SIGTERM new work is refused, and sessions get this long to end by themselves;"
                    + " what is left then gets its final results and is closed.")
        Duration drain,
    @Setting(
            value = "10s",
            about = "Deadline of the small inference that a request for /health makes.")
        Duration health,
    @Setting(
            value = "false",
            about = "Whether transcripts are logged. Audio never is; keys never are.")
        boolean logText) {

  /** Checks the ranges. */
  public OperationConfig {
    Check.within(drain, Duration.ZERO, Duration.ofHours(24), "operation.drain");
    Check.within(health, Duration.ofMillis(100), Duration.ofMinutes(10), "operation.health");
  }
}
