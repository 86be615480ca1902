package dev.rubato.engine;

import static java.util.Objects.requireNonNull;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioFiles;
import dev.rubato.audio.AudioLimits;
import dev.rubato.engine.decode.BeamOptions;
import dev.rubato.engine.decode.BeamSearch;
import dev.rubato.engine.encoder.BatcherLoad;
import dev.rubato.engine.encoder.EncoderBatcher;
import dev.rubato.engine.encoder.EncoderOutput;
import dev.rubato.engine.encoder.EncoderSession;
import dev.rubato.engine.encoder.NativeResources;
import dev.rubato.engine.lm.LanguageModel;
import dev.rubato.model.CostTable;
import dev.rubato.model.ModelDescription;
import dev.rubato.model.ModelException;
import dev.rubato.model.ModelPackage;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * A loaded model and the threads that run it. One is enough for a process: any number of streams
 * and files share it.
 *
 * <p>May be shared between threads. {@link #transcribe} and {@link #encode} wait for their result
 * and must not be called from a listener.
 */
public final class Recognizer implements AutoCloseable {
  private final ModelPackage modelPackage;
  private final RecognizerOptions options;
  private final NativeResources resources;
  private final BeamSearch beamSearch;
  private final EngineContext context;
  private final ExecutorService workers;
  private final Set<RecognitionStream> streams = new HashSet<>();
  private boolean closed;

  private Recognizer(ModelPackage modelPackage, RecognizerOptions options) {
    this.modelPackage = modelPackage;
    this.options = options;
    this.resources = new NativeResources();
    ModelDescription model = modelPackage.description();
    Optional<LanguageModel> languageModel = PackageLanguageModel.open(modelPackage);
    this.beamSearch = BeamSearch.of(model.vocabulary(), languageModel, BeamOptions.DEFAULT);
    EncoderSession encoder =
        EncoderSession.open(modelPackage.encoder(), model.encoder(), resources);
    this.workers = Workers.start(options.threads());
    this.context =
        new EngineContext(
            model,
            new CostTable(model.encoder()),
            languageModel.isPresent() ? beamSearch : DecoderFactory.GREEDY,
            FrameClock.of(model.features(), model.encoder()),
            encoder,
            new EncoderBatcher(
                encoder,
                options.threads(),
                options.maxBatch(),
                options.maxBatchDelay(),
                options.maxStreams()),
            workers,
            options.maxBatch());
  }

  /**
   * Loads a model package with {@link RecognizerOptions#DEFAULT}.
   *
   * @param modelPackage a folder or a zip of one
   * @throws ModelException if it is missing, damaged or newer than this version
   */
  public static Recognizer open(Path modelPackage) {
    return open(modelPackage, RecognizerOptions.DEFAULT);
  }

  /**
   * Loads a model package.
   *
   * @param source a folder or a zip of one
   * @param options how to use the machine
   * @throws ModelException if it is missing, damaged or newer than this version
   */
  public static Recognizer open(Path source, RecognizerOptions options) {
    requireNonNull(options, "options is null");
    ModelPackage opened = ModelPackage.open(source);
    try {
      return new Recognizer(opened, options);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /** What the model is. */
  public ModelDescription model() {
    return context.model();
  }

  /**
   * The beam search of this model, with its language model if the package has one, in which case
   * streams use it unless they say otherwise. To be given phrases or other weights for a stream:
   * {@code options.withDecoder(recognizer.beamSearch().with(hotwords))}.
   */
  public BeamSearch beamSearch() {
    return beamSearch;
  }

  /**
   * Opens a stream.
   *
   * @param streamOptions what the stream wants
   * @param listener receives the events, in order, one at a time, on this recognizer's threads
   * @throws RecognitionException if as many streams are open as may be
   * @throws IllegalStateException if the recognizer is closed
   */
  public RecognitionStream stream(
      StreamOptions streamOptions, Consumer<? super RecognitionEvent> listener) {
    RecognitionStream stream =
        new RecognitionStream(context, streamOptions, listener::accept, this::remove);
    synchronized (streams) {
      if (closed) {
        throw new IllegalStateException("the recognizer is closed");
      }
      if (streams.size() >= options.maxStreams()) {
        throw new RecognitionException(
            "%d streams are open, and no more may be; close some or raise maxStreams"
                .formatted(options.maxStreams()));
      }
      streams.add(stream);
    }
    return stream;
  }

  private void remove(RecognitionStream stream) {
    synchronized (streams) {
      streams.remove(stream);
    }
  }

  /** Transcribes a file with {@link StreamOptions#DEFAULT}; see the other form. */
  public Transcript transcribe(Path file) throws AudioException {
    return transcribe(file, StreamOptions.DEFAULT);
  }

  /**
   * Transcribes a file of any supported container; little of it is held at a time. Partials are not
   * made.
   *
   * @throws AudioException if the file cannot be read or decoded; the message begins with its name
   * @throws RecognitionException if the model cannot be run
   */
  public Transcript transcribe(Path file, StreamOptions streamOptions) throws AudioException {
    try (Transcription transcription = silent(streamOptions)) {
      AudioFiles.stream(
          file, AudioLimits.DEFAULT, (samples, length) -> transcription.accept(samples, 0, length));
      return transcription.finish();
    }
  }

  /**
   * Transcribes a recording. Partials are not made.
   *
   * @param samples 16 kHz mono samples in [-1, 1]
   * @param streamOptions what the recording wants
   * @throws RecognitionException if the model cannot be run
   */
  public Transcript transcribe(float[] samples, StreamOptions streamOptions) {
    try (Transcription transcription = silent(streamOptions)) {
      transcription.accept(samples, 0, samples.length);
      return transcription.finish();
    }
  }

  private Transcription silent(StreamOptions streamOptions) {
    return transcription(streamOptions.withPartials(false), event -> {});
  }

  /**
   * Begins the transcription of a recording whose samples the caller brings piece by piece.
   *
   * @param streamOptions what the recording wants; its backlog is bounded in any case
   * @param listener receives the events as those of {@link #stream}
   */
  public Transcription transcription(
      StreamOptions streamOptions, Consumer<? super RecognitionEvent> listener) {
    return new Transcription(this, streamOptions, listener);
  }

  /**
   * What the encoder says about a whole recording, without any silence appended: {@code T =
   * ceil(feature frames / stride)}.
   *
   * @param samples 16 kHz mono samples in [-1, 1]
   * @param price where the compute dial stands
   * @throws RecognitionException if the model cannot be run
   */
  public EncoderOutput encode(float[] samples, double price) {
    return WholeEncoding.encode(context, samples, (float) price);
  }

  /** How busy the recognizer is. */
  public RecognizerLoad load() {
    int open;
    synchronized (streams) {
      open = streams.size();
    }
    BatcherLoad load = context.batcher().load();
    return new RecognizerLoad(
        open,
        load.waitingChunks(),
        load.queueDelay(),
        load.runs(),
        load.chunks(),
        load.busySeconds(),
        load.frames() * context.clock().frameSeconds(),
        resources.open());
  }

  /**
   * Fails the streams that are open, waits for the encoder runs that have begun, and frees all
   * native memory. Events on their way may still be delivered. May be called again.
   */
  @Override
  public void close() {
    List<RecognitionStream> open;
    synchronized (streams) {
      if (closed) {
        return;
      }
      closed = true;
      open = List.copyOf(streams);
    }
    open.forEach(stream -> stream.stop(new RecognitionException("the recognizer was closed")));
    context.batcher().close();
    workers.shutdown();
    context.encoder().close();
    modelPackage.close();
  }
}
