package dev.rubato.server.upload;

import dev.rubato.engine.Final;
import dev.rubato.engine.RecognitionEvent;
import dev.rubato.server.http.Exchange;
import dev.rubato.server.session.FileGate;
import dev.rubato.server.session.LiveSession;
import dev.rubato.server.session.SessionException;
import dev.rubato.server.session.SessionListener;
import dev.rubato.server.session.SessionObserver;
import dev.rubato.server.session.SessionOptions;
import dev.rubato.server.session.SessionProblem;
import dev.rubato.server.session.SpeechService;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One recording on its way through the recogniser: waits for its turn, is read no faster than it is
 * recognised, and stops when nobody wants its result any more. Used on its request's context.
 */
public final class FileJob {
  private static final int PIECE = 64 * 1024;

  private final SpeechService service;
  private final SessionObserver observer;
  private final Vertx vertx;
  private final Path file;
  private final SessionOptions options;
  private final Consumer<Final> progress;
  private final Promise<FileResult> promise = Promise.promise();
  private final List<List<Final>> channels = new ArrayList<>();
  private CompletableFuture<FileGate.Pass> turn;
  private FileGate.Pass pass;
  private AsyncFile reader;
  private LiveSession session;
  private boolean held;
  private boolean over;

  /**
   * Makes a job.
   *
   * @param service does the work
   * @param observer takes its figures
   * @param exchange the request; the job stops when its connection closes
   * @param file the recording
   * @param options what the client wants
   * @param progress is given final results of the first channel as they come
   */
  public FileJob(
      SpeechService service,
      SessionObserver observer,
      Exchange exchange,
      Path file,
      SessionOptions options,
      Consumer<Final> progress) {
    this.service = service;
    this.observer = observer;
    this.vertx = exchange.vertx();
    this.file = file;
    this.options = options;
    this.progress = progress;
    exchange.response().closeHandler(gone -> end());
  }

  /**
   * Starts the job; to be called once.
   *
   * @return fails with a {@link SessionException} if the recording cannot be transcribed
   * @throws SessionException if there is no room for it
   */
  public Future<FileResult> start() {
    service.admission().requireRunning();
    turn = service.files().enter();
    // Turns may come on any thread.
    var context = vertx.getOrCreateContext();
    turn.thenAccept(given -> context.runOnContext(nothing -> begin(given)));
    return promise.future().onComplete(ended -> end());
  }

  private void begin(FileGate.Pass given) {
    pass = given;
    if (over) {
      pass.close();
      return;
    }
    try {
      session =
          service.open(
              vertx.getOrCreateContext(), options, service.filePermits(), new Listener(), observer);
    } catch (SessionException e) {
      promise.tryFail(e);
      return;
    }
    vertx
        .fileSystem()
        .open(file.toString(), new OpenOptions().setRead(true).setWrite(false))
        .onSuccess(this::read)
        .onFailure(promise::tryFail);
  }

  private void read(AsyncFile opened) {
    if (over) {
      opened.close();
      return;
    }
    reader = opened;
    reader.setReadBufferSize(PIECE);
    reader.exceptionHandler(promise::tryFail);
    reader.handler(
        bytes -> {
          session.audio(bytes.getBytes());
          regulate();
        });
    reader.endHandler(
        nothing -> {
          if (!over) {
            session.finish();
          }
        });
  }

  /** Stops or goes on reading, because the client does not or does read its results. */
  public void hold(boolean wanted) {
    held = wanted;
    regulate();
  }

  private void regulate() {
    if (reader == null || over) {
      return;
    }
    if (held || session.isFull()) {
      reader.pause();
    } else {
      reader.resume();
    }
  }

  private void end() {
    if (over) {
      return;
    }
    over = true;
    if (turn != null) {
      turn.cancel(false);
    }
    if (session != null) {
      session.close();
    }
    if (reader != null) {
      reader.close();
    }
    if (pass != null) {
      pass.close();
    }
    promise.tryFail("nobody waits for this recording any more");
  }

  private final class Listener implements SessionListener {
    @Override
    public void event(int channel, RecognitionEvent event) {
      if (event instanceof Final result && !result.words().isEmpty()) {
        of(channel).add(result);
        if (channel == 0) {
          progress.accept(result);
        }
      }
    }

    private List<Final> of(int channel) {
      while (channels.size() <= channel) {
        channels.add(new ArrayList<>());
      }
      return channels.get(channel);
    }

    @Override
    public void flushed(Object token) {}

    @Override
    public void finished() {
      of(session.channels() - 1);
      promise.tryComplete(
          new FileResult(
              session.audioSeconds(),
              List.copyOf(channels),
              options.digest() ? session.sha256() : ""));
    }

    @Override
    public void failed(SessionProblem problem) {
      promise.tryFail(new SessionException(problem.kind(), problem.message()));
    }

    @Override
    public void drained() {
      regulate();
    }
  }
}
