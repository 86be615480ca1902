package dev.rubato.server.config;

import java.time.Duration;

/**
 * What clients may ask for. Immutable; may be shared between threads.
 *
 * @param sessions live sessions at once
 * @param queueDelay encoder queue delay above which new work is refused
 * @param files recordings transcribed at once
 * @param fileQueue recordings that may wait
 * @param connections open connections
 * @param body size of an upload
 * @param message size of a websocket message
 * @param channels channels of a recording
 * @param backlog audio that may wait in a session
 * @param idle time without audio
 * @param session length of a live session
 * @param fileDuration length of a recording
 * @param upload time for an upload
 * @param header time for a request's head
 * @param stall time that a client may leave results unread
 */
public record LimitsConfig(
    @Setting(
            value = "0",
            about =
                "Live sessions at once, a channel counting as one; one more is refused. 0 takes 64"
                    + " per encoder thread, which a small model serves on a common core;"
                    + " `bench serve` measures what yours does.")
        int sessions,
    @Setting(
            value = "2s",
            about =
                "Delay of chunks in the encoder's queue above which new sessions and recordings"
                    + " are refused: those that run would suffer.")
        Duration queueDelay,
    @Setting(
            value = "0",
            about =
                "Recordings transcribed at once. 0 takes one per encoder thread: more would not be"
                    + " faster, and would delay live sessions.")
        int files,
    @Setting(value = "32", about = "Recordings that may wait for their turn; one more is refused.")
        int fileQueue,
    @Setting(value = "4096", about = "Connections that may be open; one more is closed at once.")
        int connections,
    @Setting(value = "100MB", about = "Largest upload; uploads lie on disk until transcribed.")
        DataSize body,
    @Setting(
            value = "4MB",
            about =
                "Largest websocket message. A second of CD audio is 172 KB; OpenAI's protocol"
                    + " wraps audio in JSON, which clients cut coarsely.")
        DataSize message,
    @Setting(value = "8", about = "Most channels of a recording or session.") int channels,
    @Setting(
            value = "10s",
            about =
                "Audio that may wait in a session. A client that sends faster than it is"
                    + " transcribed is not read from while this much waits.")
        Duration backlog,
    @Setting(value = "60s", about = "A live session that gets no audio for this long is closed.")
        Duration idle,
    @Setting(value = "4h", about = "Longest live session, in time and in audio.") Duration session,
    @Setting(value = "4h", about = "Longest recording, decoded; guards against compressed bombs.")
        Duration fileDuration,
    @Setting(value = "10m", about = "Time in which an upload has to arrive.") Duration upload,
    @Setting(
            value = "15s",
            about =
                "Time in which a connection has to bring its next complete request head, and"
                    + " silence within a request after which it is given up.")
        Duration header,
    @Setting(
            value = "30s",
            about = "A client that leaves its results unread for this long is cut off.")
        Duration stall) {
  private static final int SESSIONS_PER_THREAD = 64;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofHours(24);

  /** Checks the ranges. */
  public LimitsConfig {
    Check.within(sessions, 0, 1_000_000, "limits.sessions");
    Check.within(queueDelay, Duration.ofMillis(10), Duration.ofHours(1), "limits.queue-delay");
    Check.within(files, 0, 10_000, "limits.files");
    Check.within(fileQueue, 0, 1_000_000, "limits.file-queue");
    Check.within(connections, 1, 1_000_000, "limits.connections");
    Check.within(body, new DataSize(1024), DataSize.parse("100GB"), "limits.body");
    Check.within(message, new DataSize(1024), DataSize.parse("256MB"), "limits.message");
    Check.within(channels, 1, 32, "limits.channels");
    Check.within(backlog, SECOND, Duration.ofMinutes(10), "limits.backlog");
    Check.within(idle, SECOND, DAY, "limits.idle");
    Check.within(session, SECOND, DAY, "limits.session");
    Check.within(fileDuration, SECOND, DAY, "limits.file-duration");
    Check.within(upload, SECOND, DAY, "limits.upload");
    Check.within(header, SECOND, Duration.ofHours(1), "limits.header");
    Check.within(stall, SECOND, Duration.ofHours(1), "limits.stall");
  }

  /** Live sessions at once on a machine with this many encoder threads. */
  public int effectiveSessions(int threads) {
    return sessions > 0 ? sessions : SESSIONS_PER_THREAD * threads;
  }

  /** Recordings at once on a machine with this many encoder threads. */
  public int effectiveFiles(int threads) {
    return files > 0 ? files : threads;
  }
}
