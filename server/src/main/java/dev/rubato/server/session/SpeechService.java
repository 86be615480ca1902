package dev.rubato.server.session;

import dev.rubato.audio.AudioLimits;
import dev.rubato.engine.RecognitionEvent;
import dev.rubato.engine.RecognitionException;
import dev.rubato.engine.RecognitionStream;
import dev.rubato.engine.Recognizer;
import dev.rubato.engine.StreamOptions;
import dev.rubato.server.config.ServerConfig;
import dev.rubato.server.session.SessionProblem.Kind;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all connections share: the recogniser, the threads that decode, and who is let in. May be
 * shared between threads.
 */
public final class SpeechService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SpeechService.class);
  private static final int LEAST_RATE = 4_000;
  private static final int MOST_RATE = 768_000;

  /** For health checks, and for sessions that are closed but not yet freed. */
  private static final int SPARE_STREAMS = 1_000;

  /** What a kilobyte may expand to is let in beyond the backlog. */
  private static final double SLACK_SECONDS = 120;

  private final Recognizer recognizer;
  private final ServerConfig config;
  private final ExecutorService decoders;
  private final LoadMonitor monitor;
  private final LoadGovernor governor;
  private final Admission admission;
  private final Admission fileChannels;
  private final FileGate files;
  private final Dial dial;

  /**
   * Makes a service on a recogniser, which stays the caller's to close.
   *
   * @param recognizer runs the model
   * @param config limits and dial
   */
  public SpeechService(Recognizer recognizer, ServerConfig config) {
    this.recognizer = recognizer;
    this.config = config;
    int threads = config.engine().effectiveThreads();
    this.decoders = decoders(threads);
    this.monitor = new LoadMonitor(recognizer::load);
    this.dial = new Dial(recognizer.model().calibration(), config.compute());
    this.governor = new LoadGovernor(config.compute(), dial.isAdjustable(), monitor::queueDelay);
    this.admission =
        new Admission(
            config.limits().effectiveSessions(threads),
            config.limits().queueDelay().toMillis() / 1000.0,
            monitor::queueDelay);
    int filesAtOnce = config.limits().effectiveFiles(threads);
    this.files = new FileGate(filesAtOnce, config.limits().fileQueue());
    this.fileChannels = new Admission(filesAtOnce * config.limits().channels(), 0, () -> 0);
  }

  private static ExecutorService decoders(int threads) {
    AtomicInteger count = new AtomicInteger();
    return Executors.newFixedThreadPool(
        threads,
        work -> {
          Thread thread = new Thread(work, "rubato-decoder-" + count.getAndIncrement());
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Looks at the load and governs; to be called a few times per second. */
  public void tick() {
    monitor.sample();
    governor.tick();
  }

  /**
   * Opens a session.
   *
   * @param context where it lives
   * @param options what the client wants
   * @param permits room for it, which it gives back when it ends
   * @param listener takes its words
   * @param observer takes its figures
   * @throws SessionException if the options are not acceptable; the permits are given back then
   */
  public LiveSession open(
      Context context,
      SessionOptions options,
      Permits permits,
      SessionListener listener,
      SessionObserver observer) {
    try {
      return new LiveSession(this, context, options, permits, listener, observer);
    } catch (RuntimeException e) {
      permits.close();
      throw e instanceof RecognitionException
          ? new SessionException(Kind.OVERLOADED, e.getMessage(), e)
          : e;
    }
  }

  RecognitionStream stream(
      SessionOptions options, double price, Consumer<RecognitionEvent> listener) {
    return recognizer.stream(
        StreamOptions.DEFAULT
            .withPartials(options.partials())
            .withEndpointing(options.endpointing())
            .withPrice(price)
            .withMaxBacklogSeconds(backlogSeconds() + SLACK_SECONDS),
        listener);
  }

  /** What a client is told when its stream failed. */
  SessionProblem describe(Throwable problem) {
    if (problem instanceof RecognitionException) {
      return new SessionProblem(Kind.BAD_AUDIO, problem.getMessage());
    }
    LOG.error("a stream failed", problem);
    return SessionProblem.FAULT;
  }

  AudioLimits audioLimits(Duration maxAudio) {
    return new AudioLimits(config.limits().channels(), LEAST_RATE, MOST_RATE, maxAudio);
  }

  Executor decoders() {
    return decoders;
  }

  double backlogSeconds() {
    return config.limits().backlog().toMillis() / 1000.0;
  }

  /** The recogniser that does the work. */
  public Recognizer recognizer() {
    return recognizer;
  }

  /** Settings of the operator. */
  public ServerConfig config() {
    return config;
  }

  /** Decides who is let in. */
  public Admission admission() {
    return admission;
  }

  /** Room for the channels of recordings that have their turn. */
  public Permits filePermits() {
    return new Permits(fileChannels);
  }

  /** Streams that the recogniser must be able to open. */
  public static int streams(ServerConfig config) {
    int threads = config.engine().effectiveThreads();
    int files = config.limits().effectiveFiles(threads) * config.limits().channels();
    return config.limits().effectiveSessions(threads) + files + SPARE_STREAMS;
  }

  /** Decides which recording has its turn. */
  public FileGate files() {
    return files;
  }

  /** Turns budgets into prices. */
  public Dial dial() {
    return dial;
  }

  /** Turns the dial under load. */
  public LoadGovernor governor() {
    return governor;
  }

  /** Watches the load. */
  public LoadMonitor monitor() {
    return monitor;
  }

  /** Stops the threads that decode; sessions must have ended. */
  @Override
  public void close() {
    decoders.shutdown();
  }
}
