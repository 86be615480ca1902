package dev.rubato.server.session;

import java.util.ArrayList;
import java.util.List;

/** The room that one session holds: one permit per channel. May be shared between threads. */
public final class Permits implements AutoCloseable {
  private final Admission admission;
  private final List<Admission.Permit> held = new ArrayList<>();
  private boolean closed;

  /**
   * Takes room for the first channel.
   *
   * @throws SessionException if there is none
   */
  public Permits(Admission admission) {
    this.admission = admission;
    require(1);
  }

  /**
   * Takes more room if less than this is held.
   *
   * @throws SessionException if there is none
   */
  synchronized void require(int channels) {
    while (!closed && held.size() < channels) {
      held.add(admission.enter());
    }
  }

  /** Gives all room back. May be called again. */
  @Override
  public synchronized void close() {
    closed = true;
    held.forEach(Admission.Permit::close);
    held.clear();
  }
}
