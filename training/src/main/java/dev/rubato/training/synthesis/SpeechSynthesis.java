package dev.rubato.training.synthesis;

import dev.rubato.training.BadInputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Fills a folder with synthesized speech and its manifest.
 *
 * <p>Utterances are spoken in parallel and stored in the order of their plan, so the folder depends
 * neither on the number of jobs nor on whether the work was interrupted. Immutable; may be shared
 * between threads, but one folder is filled by one call at a time.
 *
 * @param text file with one sentence per line
 * @param folder where to store; continued if it exists
 * @param hours audio wanted, hours
 * @param seed chooses sentences, voices and settings
 * @param jobs synthesizer processes at a time
 * @param espeakShare weight of espeak-ng among the utterances
 * @param fliteShare weight of flite among the utterances
 */
public record SpeechSynthesis(
    Path text,
    Path folder,
    double hours,
    long seed,
    int jobs,
    double espeakShare,
    double fliteShare) {
  private static final int QUEUED_PER_JOB = 4;
  private static final int MOST_FAILURES = 100;

  /** Validates every field; the message names the field and the permitted values. */
  public SpeechSynthesis {
    require(hours > 0 && hours <= 100_000, "hours must be in (0, 100000]", hours);
    require(jobs >= 1 && jobs <= 1024, "jobs must be in [1, 1024]", jobs);
    require(
        espeakShare >= 0 && espeakShare < 1e9, "the espeak share must be 0 or more", espeakShare);
    require(fliteShare >= 0 && fliteShare < 1e9, "the flite share must be 0 or more", fliteShare);
    require(espeakShare + fliteShare > 0, "a share must be more than 0", 0);
  }

  /**
   * Does the work, or what is left of it.
   *
   * @param listener is told after every utterance how far it is
   * @return how far it is in the end
   * @throws BadInputException if a synthesizer is missing, the text has no usable line, or the
   *     folder was made from something else
   * @throws IOException if files cannot be written or the synthesizers keep failing
   * @throws InterruptedException if the thread was interrupted; the next call continues
   */
  public SynthesisProgress run(Consumer<SynthesisProgress> listener)
      throws IOException, InterruptedException {
    Map<Synthesizer, Double> shares = shares();
    List<String> lines = PromptReader.read(text);
    Files.createDirectories(folder);
    try (FileChannel lock = lock();
        ManifestAppender manifest = claim(lines, shares)) {
      Path scratch = Files.createTempDirectory("rubato-synthesis-");
      ExecutorService pool = Executors.newFixedThreadPool(jobs);
      try {
        return fill(manifest, new UtterancePlan(lines, shares, seed), scratch, pool, listener);
      } finally {
        pool.shutdownNow();
        pool.awaitTermination(10, TimeUnit.SECONDS);
        delete(scratch);
      }
    }
  }

  private SynthesisProgress fill(
      ManifestAppender manifest,
      UtterancePlan plan,
      Path scratch,
      ExecutorService pool,
      Consumer<SynthesisProgress> listener)
      throws IOException, InterruptedException {
    for (int i = 0; i <= manifest.lastIndex(); i++) {
      plan.next();
    }
    Speaker speaker = new Speaker(scratch);
    Queue<Spoken> queue = new ArrayDeque<>();
    double before = manifest.totalHours();
    int rejected = 0;
    int failuresInARow = 0;
    while (manifest.totalHours() < hours) {
      while (queue.size() < QUEUED_PER_JOB * jobs) {
        Utterance utterance = plan.next();
        queue.add(new Spoken(utterance, pool.submit(() -> speaker.speak(utterance))));
      }
      Spoken spoken = queue.remove();
      Optional<float[]> samples = samples(spoken, failuresInARow);
      if (samples.isEmpty()) {
        rejected++;
        failuresInARow++;
        continue;
      }
      failuresInARow = 0;
      WavWriter.write(
          folder.resolve(spoken.utterance().path()), samples.get(), Speaker.SAMPLE_RATE);
      manifest.append(spoken.utterance(), (double) samples.get().length / Speaker.SAMPLE_RATE);
      listener.accept(progress(manifest, before, rejected));
    }
    return progress(manifest, before, rejected);
  }

  private Optional<float[]> samples(Spoken spoken, int failuresInARow)
      throws IOException, InterruptedException {
    try {
      return spoken.samples().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BadInputException missing) {
        throw missing;
      }
      if (!(e.getCause() instanceof IOException) || failuresInARow >= MOST_FAILURES) {
        throw new IOException(
            "cannot speak '%s': %s".formatted(spoken.utterance().text(), e.getCause().getMessage()),
            e.getCause());
      }
      return Optional.empty();
    }
  }

  private SynthesisProgress progress(ManifestAppender manifest, double before, int rejected) {
    return new SynthesisProgress(
        manifest.utterances(), manifest.hours(), hours, manifest.totalHours() - before, rejected);
  }

  private Map<Synthesizer, Double> shares() throws IOException, InterruptedException {
    Map<Synthesizer, Double> shares = new LinkedHashMap<>();
    if (espeakShare > 0) {
      shares.put(EspeakSynthesizer.discover(), espeakShare);
    }
    if (fliteShare > 0) {
      shares.put(FliteSynthesizer.discover(), fliteShare);
    }
    return shares;
  }

  private ManifestAppender claim(List<String> lines, Map<Synthesizer, Double> shares)
      throws IOException {
    SynthesisRecord.of(lines, shares, seed).claim(folder);
    return new ManifestAppender(folder);
  }

  private FileChannel lock() throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isLocked(channel)) {
      channel.close();
      throw new BadInputException(folder + " is being filled by another call; wait for it");
    }
    return channel;
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // Held by another thread of this process.
    }
  }

  private static void delete(Path scratch) throws IOException {
    try (Stream<Path> files = Files.list(scratch)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(scratch);
  }

  private static void require(boolean condition, String message, Object value) {
    if (!condition) {
      throw new IllegalArgumentException(message + ", but is " + value);
    }
  }

  private record Spoken(Utterance utterance, Future<Optional<float[]>> samples) {}
}
