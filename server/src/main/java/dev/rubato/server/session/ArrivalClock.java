package dev.rubato.server.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * Remembers when each part of a stream's audio arrived, for latency figures. May be shared between
 * threads.
 */
final class ArrivalClock {
  private record Arrival(double end, long nanos) {}

  /** At 20 ms per message this is a minute and a half; older audio has no latency any more. */
  private static final int MOST = 4096;

  private final Deque<Arrival> arrivals = new ArrayDeque<>();

  /**
   * Notes an arrival.
   *
   * @param end where the audio that arrived ends, seconds from the start of the stream
   * @param nanos when, as {@link System#nanoTime()}
   */
  synchronized void arrived(double end, long nanos) {
    if (!arrivals.isEmpty() && arrivals.getLast().nanos == nanos) {
      arrivals.removeLast();
    } else if (arrivals.size() == MOST) {
      arrivals.removeFirst();
    }
    arrivals.addLast(new Arrival(end, nanos));
  }

  /** When the audio at a time arrived, seconds from the start of the stream, if still known. */
  synchronized OptionalLong arrivalOf(double time) {
    for (Arrival arrival : arrivals) {
      if (arrival.end >= time) {
        return OptionalLong.of(arrival.nanos);
      }
    }
    return OptionalLong.empty();
  }

  /** Forgets what arrived before a time, seconds from the start of the stream. */
  synchronized void forgetBefore(double time) {
    while (!arrivals.isEmpty() && arrivals.getFirst().end < time) {
      arrivals.removeFirst();
    }
  }
}
