package dev.rubato.server.socket;

import dev.rubato.server.session.SessionProblem;
import dev.rubato.server.session.SessionProblem.Kind;
import java.time.Duration;
import java.util.Optional;

/** The time limits of one websocket. Used by one thread. */
public final class SocketClock {
  private final Duration idle;
  private final Duration most;
  private final String idleMessage;
  private final long opened = System.nanoTime();
  private long heard = opened;

  /**
   * Starts the clock.
   *
   * @param idle time without audio
   * @param most length of the session
   * @param idleMessage tells the client that it was silent for too long
   */
  public SocketClock(Duration idle, Duration most, String idleMessage) {
    this.idle = idle;
    this.most = most;
    this.idleMessage = idleMessage;
  }

  void heard() {
    heard = System.nanoTime();
  }

  /**
   * The limit that is exceeded, if one is.
   *
   * @param listening whether the client is being read from; if not, its silence is not its fault
   */
  Optional<SessionProblem> check(boolean listening) {
    long now = System.nanoTime();
    if (now - opened > most.toNanos()) {
      return Optional.of(
          new SessionProblem(
              Kind.TOO_LONG,
              "this session has lasted %d s, the longest that this server allows; open another"
                  .formatted(most.toSeconds())));
    }
    if (listening && now - heard > idle.toNanos()) {
      return Optional.of(new SessionProblem(Kind.IDLE, idleMessage));
    }
    return Optional.empty();
  }
}
