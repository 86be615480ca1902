package dev.rubato.server.metrics;

import dev.rubato.engine.RecognizerLoad;
import dev.rubato.server.Dialect;
import dev.rubato.server.http.Connections;
import dev.rubato.server.session.SpeechService;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** All figures of a server. May be shared between threads. */
public final class ServerMetrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<Dialect, DialectMetrics> dialects = new EnumMap<>(Dialect.class);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  /** Starts with all counts at zero. */
  public ServerMetrics() {
    for (Dialect dialect : Dialect.values()) {
      dialects.put(dialect, new DialectMetrics(registry, dialect.label()));
    }
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
    gauge(
        "rubato.native.memory.bytes",
        "Resident memory of the process",
        this,
        m -> ResidentMemory.bytes());
  }

  /** Shows the figures of a service too. */
  public void watch(SpeechService service) {
    gauge(
        "rubato.queue.delay.seconds",
        "How long chunks wait for the encoder",
        service,
        s -> s.monitor().queueDelay());
    gauge(
        "rubato.governor.level",
        "How far the governor has turned the dial down, 0 to 1",
        service,
        s -> s.governor().level());
    gauge("rubato.streams.open", "Streams that hold a place", service, s -> s.admission().used());
    gauge(
        "rubato.streams.limit", "Streams that may be open", service, s -> s.admission().capacity());
    gauge(
        "rubato.files.running", "Recordings being transcribed", service, s -> s.files().running());
    gauge("rubato.files.waiting", "Recordings that wait", service, s -> s.files().waiting());
    engineGauge(
        service,
        "rubato.chunks.waiting",
        "Chunks in the encoder's queue",
        RecognizerLoad::waitingChunks);
    engineGauge(
        service, "rubato.native.resources", "Open native objects", RecognizerLoad::nativeResources);
    engineGauge(
        service,
        "rubato.batch.chunks",
        "Mean chunks per encoder run since the start",
        load -> load.runs() == 0 ? 0 : (double) load.chunks() / load.runs());
    engineGauge(
        service,
        "rubato.real.time.factor",
        "Encoder time per second of audio since the start",
        load -> load.audioSeconds() == 0 ? 0 : load.busySeconds() / load.audioSeconds());
    engineCounter(service, "rubato.encoder.runs", "Encoder runs", RecognizerLoad::runs);
    engineCounter(
        service, "rubato.encoder.chunks", "Chunks in encoder runs", RecognizerLoad::chunks);
    engineCounter(
        service,
        "rubato.encoder.busy.seconds",
        "Time of encoder threads in runs",
        RecognizerLoad::busySeconds);
    engineCounter(
        service,
        "rubato.encoder.audio.seconds",
        "Audio that was encoded",
        RecognizerLoad::audioSeconds);
  }

  /** Shows the figures of the network too. */
  public void watch(Connections connections) {
    gauge("rubato.connections.open", "Open connections", connections, Connections::open);
    FunctionCounter.builder("rubato.connections.refused", connections, Connections::refused)
        .description("Connections that were closed at once because there were too many")
        .register(registry);
  }

  private <T> void gauge(String name, String about, T source, ToDoubleFunction<T> value) {
    Gauge.builder(name, source, value).description(about).register(registry);
  }

  private void engineGauge(
      SpeechService service, String name, String about, ToDoubleFunction<RecognizerLoad> value) {
    gauge(name, about, service, s -> value.applyAsDouble(s.recognizer().load()));
  }

  private void engineCounter(
      SpeechService service, String name, String about, ToDoubleFunction<RecognizerLoad> value) {
    FunctionCounter.builder(name, service, s -> value.applyAsDouble(s.recognizer().load()))
        .description(about)
        .register(registry);
  }

  /** The figures of one dialect. */
  public DialectMetrics of(Dialect dialect) {
    return dialects.get(dialect);
  }

  /** All figures in Prometheus' text format. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
