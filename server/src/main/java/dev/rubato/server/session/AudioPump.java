package dev.rubato.server.session;

import dev.rubato.audio.AudioException;
import dev.rubato.engine.RecognitionException;
import dev.rubato.server.session.SessionProblem.Kind;
import java.security.MessageDigest;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a session's bytes from its connection through the decoder to the recogniser, in order,
 * and no faster than they are recognised. May be shared between threads.
 */
final class AudioPump {
  private static final Logger LOG = LoggerFactory.getLogger(AudioPump.class);

  /** What the pump reports; called on threads of its executor or of the recogniser. */
  interface Outlet {
    void flushed(Object token);

    void synced(Object token);

    void finished();

    void failed(SessionProblem problem);

    void drained();
  }

  private sealed interface Command {
    record Audio(byte[] bytes, long arrival) implements Command {}

    record Flush(Object token) implements Command {}

    record Sync(Object token) implements Command {}

    record Finish() implements Command {}
  }

  /** Compressed bytes are decoded in pieces so small that even hostile ones hold little audio. */
  private static final int PIECE = 1024;

  /** After so many pieces another session gets its turn. */
  private static final int TURN = 256;

  /** Bytes that may wait for the decoder before the client is not read from any more. */
  private static final int FULL = 256 * 1024;

  private final Queue<Command> commands = new ConcurrentLinkedQueue<>();
  private final AtomicInteger queuedBytes = new AtomicInteger();
  private final AtomicBoolean reportedFull = new AtomicBoolean();
  private final AtomicReference<Object> stopped = new AtomicReference<>();
  private final Intake intake;
  private final double backlog;
  private final MessageDigest digest;
  private final Outlet outlet;
  private final SerialWork work;
  private volatile boolean waiting;
  private int taken;
  private boolean released;

  /**
   * Makes a pump.
   *
   * @param executor does the decoding
   * @param intake belongs to the pump, which closes it
   * @param backlog audio that may wait in the recogniser, seconds
   * @param digest of all bytes, or null
   * @param outlet told what happens
   */
  AudioPump(Executor executor, Intake intake, double backlog, MessageDigest digest, Outlet outlet) {
    this.intake = intake;
    this.backlog = backlog;
    this.digest = digest;
    this.outlet = outlet;
    this.work = new SerialWork(executor, this::run);
  }

  void audio(byte[] bytes) {
    queuedBytes.addAndGet(bytes.length);
    add(new Command.Audio(bytes, System.nanoTime()));
  }

  void flush(Object token) {
    add(new Command.Flush(token));
  }

  void sync(Object token) {
    add(new Command.Sync(token));
  }

  void finish() {
    add(new Command.Finish());
  }

  private void add(Command command) {
    commands.add(command);
    work.schedule();
  }

  /** Whether the client should send no more for now; {@link Outlet#drained()} tells when it may. */
  boolean isFull() {
    if (queuedBytes.get() < FULL) {
      return false;
    }
    reportedFull.set(true);
    // The queue may have emptied between the two lines above.
    if (queuedBytes.get() < FULL && reportedFull.getAndSet(false)) {
      return false;
    }
    return true;
  }

  /** Drops what waits and frees everything; nothing is reported afterwards. */
  void close() {
    stop("closed");
  }

  private void stop(Object reason) {
    if (stopped.compareAndSet(null, reason)) {
      work.schedule();
    }
  }

  private void run() {
    try {
      for (int piece = 0; stopped.get() == null && !waiting && step(); piece++) {
        if (piece == TURN) {
          work.schedule();
          break;
        }
      }
    } catch (AudioException e) {
      fail(new SessionProblem(Kind.BAD_AUDIO, e.getMessage()));
    } catch (SessionException e) {
      fail(e.problem());
    } catch (RecognitionException e) {
      fail(new SessionProblem(Kind.BAD_AUDIO, e.getMessage()));
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.error("a session failed", e);
      fail(SessionProblem.FAULT);
    }
    if (stopped.get() != null && !released) {
      released = true;
      commands.clear();
      intake.close();
    }
  }

  /** Reports a failure once, from any thread, and frees everything. */
  void fail(SessionProblem problem) {
    if (stopped.compareAndSet(null, problem)) {
      outlet.failed(problem);
      work.schedule();
    }
  }

  private boolean step() throws AudioException {
    Command command = commands.peek();
    if (command == null) {
      return false;
    }
    if (command instanceof Command.Audio audio) {
      decode(audio);
      return true;
    }
    commands.poll();
    if (command instanceof Command.Flush flush) {
      report(intake.flush(), () -> outlet.flushed(flush.token()));
    } else if (command instanceof Command.Sync sync) {
      report(intake.whenPendingAtMost(0), () -> outlet.synced(sync.token()));
      waitUntilPending(0);
    } else if (command instanceof Command.Finish) {
      report(intake.finish(), this::end);
    }
    return true;
  }

  private void end() {
    if (stopped.compareAndSet(null, "finished")) {
      outlet.finished();
      work.schedule();
    }
  }

  private void report(CompletableFuture<Void> done, Runnable report) {
    done.whenComplete(
        (nothing, problem) -> {
          // A stream that failed is reported by whoever watches it.
          if (problem == null && stopped.get() == null) {
            report.run();
          }
        });
  }

  private void decode(Command.Audio audio) throws AudioException {
    int length = Math.min(PIECE, audio.bytes().length - taken);
    if (digest != null) {
      digest.update(audio.bytes(), taken, length);
    }
    intake.accept(audio.bytes(), taken, length, audio.arrival());
    taken += length;
    if (taken == audio.bytes().length) {
      taken = 0;
      commands.remove();
    }
    int left = queuedBytes.addAndGet(-length);
    if (left < FULL / 2 && reportedFull.getAndSet(false)) {
      outlet.drained();
    }
    if (intake.pendingSeconds() > backlog) {
      waitUntilPending(backlog / 2);
    }
  }

  private void waitUntilPending(double seconds) {
    waiting = true;
    intake
        .whenPendingAtMost(seconds)
        .whenComplete(
            (nothing, problem) -> {
              waiting = false;
              work.schedule();
            });
  }
}
