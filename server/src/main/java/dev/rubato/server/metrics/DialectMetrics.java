package dev.rubato.server.metrics;

import dev.rubato.engine.Compute;
import dev.rubato.server.session.SessionObserver;
import dev.rubato.server.session.SessionProblem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The figures of one dialect's sessions. May be shared between threads. */
public final class DialectMetrics implements SessionObserver {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(200),
    Duration.ofMillis(400),
    Duration.ofMillis(700),
    Duration.ofMillis(1000),
    Duration.ofMillis(1500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(4),
    Duration.ofSeconds(8),
    Duration.ofSeconds(16)
  };

  private final MeterRegistry registry;
  private final String dialect;
  private final AtomicInteger open = new AtomicInteger();
  private final Counter audio;
  private final Counter executed;
  private final Counter dense;
  private final Timer partialLatency;
  private final Timer finalLatency;
  private final Timer flushLatency;

  DialectMetrics(MeterRegistry registry, String dialect) {
    this.registry = registry;
    this.dialect = dialect;
    registry.gauge("rubato.sessions.open", Tags.of("dialect", dialect), open);
    this.audio = counter("rubato.audio.seconds", "Audio that sessions brought");
    this.executed = counter("rubato.compute.executed.macs", "Multiply-accumulates that ran");
    this.dense =
        counter("rubato.compute.dense.macs", "Multiply-accumulates of the same frames, all dense");
    this.partialLatency =
        timer(
            "rubato.partial.latency",
            "From the arrival of a partial result's last word to its sending");
    this.finalLatency =
        timer(
            "rubato.final.latency",
            "From the arrival of a final result's last word to its sending, pause included");
    this.flushLatency =
        timer("rubato.flush.latency", "From a request for final results to their sending");
  }

  private Counter counter(String name, String about) {
    return Counter.builder(name).description(about).tag("dialect", dialect).register(registry);
  }

  private Timer timer(String name, String about) {
    return Timer.builder(name)
        .description(about)
        .tag("dialect", dialect)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  @Override
  public void opened() {
    open.incrementAndGet();
  }

  @Override
  public void closed(double audioSeconds, SessionProblem problem) {
    open.decrementAndGet();
    audio.increment(audioSeconds);
    String outcome = problem == null ? "ended" : problem.kind().name().toLowerCase(Locale.ROOT);
    Counter.builder("rubato.sessions.closed")
        .description("Sessions that ended, by outcome")
        .tag("dialect", dialect)
        .tag("outcome", outcome)
        .register(registry)
        .increment();
  }

  @Override
  public void partial(double latency) {
    record(partialLatency, latency);
  }

  @Override
  public void finalResult(double latency, Compute compute) {
    record(finalLatency, latency);
    executed.increment(compute.executedMacs());
    dense.increment(compute.denseMacs());
  }

  @Override
  public void flushed(double latency) {
    record(flushLatency, latency);
  }

  private static void record(Timer timer, double seconds) {
    if (seconds >= 0) {
      timer.record((long) (seconds * 1e9), TimeUnit.NANOSECONDS);
    }
  }

  /** A client was refused. */
  public void refused(String reason) {
    Counter.builder("rubato.refusals")
        .description("Sessions and recordings that were refused, by reason")
        .tag("dialect", dialect)
        .tag("reason", reason)
        .register(registry)
        .increment();
  }
}
