package dev.rubato.server.socket;

import dev.rubato.engine.RecognitionEvent;
import dev.rubato.server.http.Exchange;
import dev.rubato.server.http.FieldException;
import dev.rubato.server.http.Json;
import dev.rubato.server.session.LiveSession;
import dev.rubato.server.session.Permits;
import dev.rubato.server.session.SessionException;
import dev.rubato.server.session.SessionListener;
import dev.rubato.server.session.SessionObserver;
import dev.rubato.server.session.SessionOptions;
import dev.rubato.server.session.SessionProblem;
import dev.rubato.server.session.SessionProblem.Kind;
import dev.rubato.server.session.SpeechService;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ties a websocket to a session and keeps both within their limits: the client is not read from
 * while its audio has to wait or its results lie unread. Used on the websocket's context.
 */
public final class SocketLink {
  private static final Logger LOG = LoggerFactory.getLogger(SocketLink.class);
  private static final long SECOND_MILLIS = 1_000;

  private final SpeechService service;
  private final SessionObserver observer;
  private final Vertx vertx;
  private final Context context;
  private final ServerWebSocket socket;
  private final SocketWriter writer;
  private final Permits permits;
  private final SocketClock clock;
  private final long timer;
  private final String id;
  private Conversation conversation;
  private LiveSession session;
  private boolean paused;
  private boolean closing;
  private boolean gone;
  private Runnable whenGone = () -> {};

  /**
   * Makes a link for a websocket that was just opened.
   *
   * @param service opens the session
   * @param exchange the request that became the websocket
   * @param socket the websocket
   * @param permits room for the session
   * @param observer takes the session's figures
   * @param clock its time limits
   */
  public SocketLink(
      SpeechService service,
      Exchange exchange,
      ServerWebSocket socket,
      Permits permits,
      SessionObserver observer,
      SocketClock clock) {
    this.service = service;
    this.observer = observer;
    this.vertx = exchange.vertx();
    this.context = vertx.getOrCreateContext();
    this.socket = socket;
    this.permits = permits;
    this.clock = clock;
    this.id = exchange.id();
    this.writer = new SocketWriter(socket, this::regulate);
    this.timer = vertx.setPeriodic(SECOND_MILLIS, tick -> watch());
  }

  /** Starts the conversation; to be called once. */
  public void start(Conversation with) {
    conversation = with;
    socket.textMessageHandler(text -> guarded(() -> conversation.text(text)));
    socket.binaryMessageHandler(
        bytes ->
            guarded(
                () -> {
                  clock.heard();
                  conversation.binary(bytes.getBytes());
                  regulate();
                }));
    socket.closeHandler(nothing -> leave());
    socket.exceptionHandler(this::broken);
    guarded(conversation::opened);
  }

  private void broken(Throwable problem) {
    LOG.debug("websocket {} broke", id, problem);
    leave();
  }

  private void guarded(Runnable action) {
    if (closing || gone) {
      return;
    }
    try {
      action.run();
    } catch (FieldException e) {
      fail(new SessionProblem(Kind.BAD_REQUEST, e.getMessage()));
    } catch (SessionException e) {
      fail(e.problem());
    } catch (RuntimeException e) {
      LOG.error("websocket {} failed", id, e);
      fail(SessionProblem.FAULT);
    }
  }

  private void fail(SessionProblem problem) {
    if (!closing && !gone) {
      conversation.failed(problem);
    }
  }

  /** Identifies the websocket for the client and in the log. */
  public String id() {
    return id;
  }

  /**
   * Opens the session; to be called once.
   *
   * @throws SessionException if the options are not acceptable
   */
  public LiveSession open(SessionOptions options) {
    session = service.open(context, options, permits, new Listener(), observer);
    return session;
  }

  /** Sends a message that must arrive. */
  public void send(Object message) {
    writer.send(Json.write(message));
  }

  /** Sends a message that a newer one of the same slot may replace. */
  public void offer(Object slot, Supplier<Object> message) {
    writer.offer(slot, () -> Json.write(message.get()));
  }

  /** Forgets a message of a slot that was not sent yet. */
  public void withdraw(Object slot) {
    writer.withdraw(slot);
  }

  /** Notes that the client is alive though it sends no audio. */
  public void heard() {
    clock.heard();
  }

  /** Whether the websocket is closed or about to be. */
  public boolean isClosing() {
    return closing || gone;
  }

  /** Closes the websocket after all that was sent, and ends the session. */
  public void close(CloseCode code, String reason) {
    if (closing || gone) {
      return;
    }
    closing = true;
    endSession();
    writer.finish(() -> socket.close(code.number(), Reasons.fit(reason)));
    if (paused) {
      // Otherwise the client's part of the closing handshake would not be read.
      socket.resume();
    }
  }

  /** Asks the conversation to come to its end; may be called on any thread. */
  void drain() {
    context.runOnContext(nothing -> guarded(conversation::drain));
  }

  /** Runs something again and again until the websocket is closed. */
  public void every(long millis, Runnable action) {
    long repeated = vertx.setPeriodic(millis, tick -> guarded(action));
    Runnable before = whenGone;
    whenGone =
        () -> {
          vertx.cancelTimer(repeated);
          before.run();
        };
  }

  /** Runs something when the websocket is closed. */
  void whenGone(Runnable action) {
    whenGone = action;
  }

  private void watch() {
    if (writer.behindNanos() > service.config().limits().stall().toNanos()) {
      LOG.info("websocket {} cut off: its client does not read", id);
      closing = true;
      leave();
      socket.shutdown();
      return;
    }
    // A client that is not read from cannot help its silence.
    clock.check(!paused).ifPresent(this::fail);
  }

  /** Stops or starts reading, whichever is right. */
  private void regulate() {
    if (closing || gone) {
      return;
    }
    boolean wanted = writer.isBehind() || session != null && session.isFull();
    if (wanted && !paused) {
      paused = true;
      socket.pause();
    } else if (!wanted && paused) {
      paused = false;
      clock.heard();
      socket.resume();
    }
  }

  private void endSession() {
    if (session != null) {
      session.close();
    }
    permits.close();
  }

  private void leave() {
    if (!gone) {
      gone = true;
      vertx.cancelTimer(timer);
      writer.close();
      endSession();
      whenGone.run();
    }
  }

  private final class Listener implements SessionListener {
    @Override
    public void event(int channel, RecognitionEvent event) {
      guarded(
          () -> {
            conversation.event(channel, event);
            regulate();
          });
    }

    @Override
    public void flushed(Object token) {
      guarded(() -> conversation.flushed(token));
    }

    @Override
    public void synced(Object token) {
      guarded(() -> conversation.synced(token));
    }

    @Override
    public void finished() {
      guarded(conversation::finished);
    }

    @Override
    public void failed(SessionProblem problem) {
      guarded(() -> conversation.failed(problem));
    }

    @Override
    public void drained() {
      regulate();
      guarded(conversation::drained);
    }
  }
}
